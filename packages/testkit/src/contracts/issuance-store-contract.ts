import type { GrantId, ProjectId } from '@gatehouse/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGrantId } from '../fixtures/ids.ts';
import {
  buildCode,
  buildRedemption,
  type HotFixture,
  type HotFixtureFactory,
  randomBytesOf,
} from './hot-fixture.ts';

/** What every IssuanceStore guarantees. */
export function describeIssuanceStoreContract(name: string, factory: HotFixtureFactory): void {
  describe(`issuance store (${name})`, () => {
    let fixture: HotFixture;
    let projectId: ProjectId;

    beforeAll(async () => {
      fixture = await factory();
    });
    beforeEach(async () => {
      projectId = await fixture.createProject();
    });
    afterAll(() => fixture.close());

    const store = (of = projectId) => fixture.forProject(of).issuance;
    const addCode = async (change: Parameters<typeof buildCode>[1] = {}, of = projectId) => {
      const code = buildCode(fixture.clock, change);
      await store(of).addAuthorizationCode(code);
      return code;
    };

    test('a commit of nothing is committed and writes nothing', async () => {
      const nothing = {
        clientId: 'client',
        grantId: undefined,
        redeem: { kind: 'nothing' },
        refreshToken: undefined,
      } as const;
      expect(await store().commit(nothing)).toBe('committed');
      expect(await fixture.countRefreshTokens(projectId)).toBe(0);
    });

    test('a code is redeemed once; a replay is recognised as one', async () => {
      const code = await addCode();
      expect(await store().commit(buildRedemption(code))).toBe('committed');
      expect(await store().commit(buildRedemption(code))).toBe('already_redeemed');
      expect(await fixture.countRefreshTokens(projectId)).toBe(1);
    });

    test('of 50 concurrent redemptions exactly one is committed, within one batch too', async () => {
      const code = await addCode();
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, () => store().commit(buildRedemption(code))),
      );
      expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'already_redeemed')).toHaveLength(49);
      expect(await fixture.countRefreshTokens(projectId)).toBe(1);
    });

    test('many codes redeemed in crossing orders at once each have one winner', async () => {
      const codes = await Promise.all(Array.from({ length: 40 }, () => addCode()));
      const attempts = [...codes, ...codes.toReversed(), ...codes];
      const outcomes = await Promise.all(
        attempts.map((code) => store().commit(buildRedemption(code))),
      );
      expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(codes.length);
      expect(await fixture.countRefreshTokens(projectId)).toBe(codes.length);
    });

    const buildAssertion = (grantId: GrantId, assertionHash = randomBytesOf(32)) => {
      const expiresAtSeconds = fixture.clock.nowSeconds() + 300;
      const bucket = Math.floor(expiresAtSeconds / 86_400);
      return {
        clientId: 'client',
        grantId,
        redeem: { kind: 'assertion', assertionHash, bucket, expiresAtSeconds },
        refreshToken: undefined,
      } as const;
    };

    test('attack 45: of 50 that bring one assertion at once exactly one is committed, whoever they are', async () => {
      const grantId = createGrantId();
      await fixture.addGrant(projectId, grantId);
      const one = buildAssertion(grantId);
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, n) => store().commit({ ...one, clientId: `client-${n}` })),
      );
      expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'already_redeemed')).toHaveLength(49);
      expect(await store().commit(one)).toBe('already_redeemed');
      expect(await store().commit(buildAssertion(grantId))).toBe('committed');
    });

    test('an assertion is worth nothing once its grant has ended, and is another in another project', async () => {
      const grantId = createGrantId();
      const other = await fixture.createProject();
      for (const of of [projectId, other]) await fixture.addGrant(of, grantId);
      const one = buildAssertion(grantId);
      expect(await store().commit(one)).toBe('committed');
      expect(await store(other).commit(one)).toBe('committed');
      await fixture.forProject(projectId).revocations.revokeGrant(grantId);
      expect(await store().commit(buildAssertion(grantId))).toBe('revoked');
      expect(await store().commit(buildAssertion(createGrantId()))).toBe('revoked');
    });

    test('an expired code is refused and writes nothing', async () => {
      const code = await addCode({ lifetimeSeconds: -1 });
      expect(await store().commit(buildRedemption(code))).toBe('expired');
      expect(await fixture.countRefreshTokens(projectId)).toBe(0);
    });

    test('a code that was never issued is refused as expired', async () => {
      expect(await store().commit(buildRedemption(buildCode(fixture.clock)))).toBe('expired');
    });

    test('a code of a revoked grant is refused and writes nothing', async () => {
      const code = await addCode();
      await fixture.forProject(projectId).revocations.revokeGrant(code.grant.grantId);
      expect(await store().commit(buildRedemption(code))).toBe('revoked');
      expect(await fixture.countRefreshTokens(projectId)).toBe(0);
    });

    test('a replay is recognised after its grant was revoked', async () => {
      const code = await addCode();
      await store().commit(buildRedemption(code));
      await fixture.forProject(projectId).revocations.revokeGrant(code.grant.grantId);
      expect(await store().commit(buildRedemption(code))).toBe('already_redeemed');
    });

    test('another client or another grant does not redeem a code, nor burn it', async () => {
      const code = await addCode();
      const redemption = buildRedemption(code);
      expect(await store().commit({ ...redemption, clientId: 'other' })).toBe('expired');
      expect(await store().commit({ ...redemption, grantId: createGrantId() })).toBe('expired');
      expect(await store().commit(redemption)).toBe('committed');
    });

    test('a redemption whose refresh token cannot be written is undone as a whole', async () => {
      const [first, second] = [await addCode(), await addCode()];
      const tokenHash = randomBytesOf(32);
      await store().commit(buildRedemption(first, tokenHash));
      await expect(store().commit(buildRedemption(second, tokenHash))).rejects.toThrow();
      expect(await store().commit(buildRedemption(second))).toBe('committed');
      expect(await fixture.countRefreshTokens(projectId)).toBe(2);
    });

    test('one row that cannot be written does not fail those beside it', async () => {
      const codes = await Promise.all(Array.from({ length: 20 }, () => addCode()));
      const [taken, bad, ...good] = codes;
      if (!taken || !bad) throw new Error('no codes');
      const tokenHash = randomBytesOf(32);
      await store().commit(buildRedemption(taken, tokenHash));
      const results = await Promise.allSettled([
        ...good.slice(0, 9).map((code) => store().commit(buildRedemption(code))),
        store().commit(buildRedemption(bad, tokenHash)),
        ...good.slice(9).map((code) => store().commit(buildRedemption(code))),
      ]);
      expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      expect(
        results.filter((one) => one.status === 'fulfilled' && one.value === 'committed'),
      ).toHaveLength(18);
    });

    test('a caller whose own row is bad does not take the redemption from the next', async () => {
      const [taken, code] = [await addCode(), await addCode()];
      const tokenHash = randomBytesOf(32);
      await store().commit(buildRedemption(taken, tokenHash));
      const [bad, good] = await Promise.allSettled([
        store().commit(buildRedemption(code, tokenHash)),
        store().commit(buildRedemption(code)),
      ]);
      expect(bad.status).toBe('rejected');
      expect(good).toEqual({ status: 'fulfilled', value: 'committed' });
    });

    test('a refresh token is written without anything to redeem', async () => {
      const { refreshToken, ...redemption } = buildRedemption(await addCode());
      const commit = { ...redemption, refreshToken, redeem: { kind: 'nothing' } } as const;
      expect(await store().commit(commit)).toBe('committed');
      expect(await fixture.countRefreshTokens(projectId)).toBe(1);
    });

    test('a redemption that names no grant is a fault, and burns nothing', async () => {
      const code = await addCode();
      const commit = { ...buildRedemption(code), grantId: undefined };
      await expect(store().commit(commit)).rejects.toThrow('grant');
      expect(await store().commit(buildRedemption(code))).toBe('committed');
    });

    test('attack 67: the same code in two projects is two codes, redeemed apart', async () => {
      const other = await fixture.createProject();
      const shared = { codeHash: randomBytesOf(32), grantId: createGrantId() };
      const [own, foreign] = [await addCode(shared), await addCode(shared, other)];
      const outcomes = await Promise.all([
        store().commit(buildRedemption(own)),
        store(other).commit(buildRedemption(foreign)),
      ]);
      expect(outcomes).toEqual(['committed', 'committed']);
      expect(await fixture.countRefreshTokens(other)).toBe(1);
    });

    test('attack 67: a code presented at another project is unknown there and stays good at home', async () => {
      const other = await fixture.createProject();
      const code = await addCode();
      expect(await store(other).commit(buildRedemption(code))).toBe('expired');
      expect(await fixture.countRefreshTokens(other)).toBe(0);
      expect(await store().commit(buildRedemption(code))).toBe('committed');
    });
  });
}
