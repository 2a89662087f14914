import type { ProjectId } from '@gatehouse/protocol';
import type { NewAuthorizationCode, RotationOutcome } from '@gatehouse/token-engine/ports';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  buildCode,
  buildRedemption,
  type HotFixture,
  type HotFixtureFactory,
  randomBytesOf,
} from './hot-fixture.ts';

/** What every store guarantees about refresh tokens and the grants behind them. */
export function describeRefreshRotationContract(name: string, factory: HotFixtureFactory): void {
  describe(`refresh rotation (${name})`, () => {
    let fixture: HotFixture;
    let projectId: ProjectId;
    let code: NewAuthorizationCode;
    let first: Uint8Array;

    beforeAll(async () => {
      fixture = await factory();
    });
    afterAll(() => fixture.close());
    beforeEach(async () => {
      projectId = await fixture.createProject();
      code = buildCode(fixture.clock);
      first = randomBytesOf(32);
      await issuance().addAuthorizationCode(code);
      expect(await issuance().commit(buildRedemption(code, first))).toBe('committed');
    });

    const issuance = (of = projectId) => fixture.forProject(of).issuance;
    const rotate = (presented: Uint8Array, next = randomBytesOf(32)): Promise<RotationOutcome> =>
      issuance().rotateRefreshToken({
        clientId: code.grant.clientId,
        grantId: code.grant.grantId,
        presented: { tokenHash: presented, bucket: code.bucket },
        successor: {
          tokenHash: next,
          bucket: code.bucket,
          scope: ['openid'],
          expiresAtSeconds: code.grant.expiresAtSeconds,
        },
        successorSealed: next,
      });

    test('a first use is committed and its successor can be used', async () => {
      const second = randomBytesOf(32);
      expect(await rotate(first, second)).toEqual({ outcome: 'committed' });
      expect(await rotate(second)).toEqual({ outcome: 'committed' });
      expect(await fixture.countRefreshTokens(projectId)).toBe(3);
    });

    test('the same token at once again yields the very same successor', async () => {
      const second = randomBytesOf(32);
      await rotate(first, second);
      const repeated = await rotate(first);
      expect(repeated.outcome).toBe('repeated');
      expect(repeated.outcome === 'repeated' && Buffer.from(repeated.successorSealed)).toEqual(
        Buffer.from(second),
      );
      expect(await fixture.countRefreshTokens(projectId)).toBe(2);
    });

    test('attack 53: once the successor was used, the old token is reuse', async () => {
      const second = randomBytesOf(32);
      await rotate(first, second);
      await rotate(second);
      expect(await rotate(first)).toEqual({ outcome: 'already_redeemed' });
    });

    test('attack 54: of 20 parallel uses one is committed and all others get its successor', async () => {
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => rotate(first)));
      expect(outcomes.filter(({ outcome }) => outcome === 'committed')).toHaveLength(1);
      const successors = outcomes.flatMap((result) =>
        result.outcome === 'repeated' ? [Buffer.from(result.successorSealed).toString('hex')] : [],
      );
      expect(successors).toHaveLength(19);
      expect(new Set(successors).size).toBe(1);
      expect(await fixture.countRefreshTokens(projectId)).toBe(2);
    });

    test('a revoked grant rotates nothing', async () => {
      await fixture.forProject(projectId).revocations.revokeGrant(code.grant.grantId);
      expect(await rotate(first)).toEqual({ outcome: 'revoked' });
    });

    test('attack 66: the token of another project is unknown', async () => {
      const other = await fixture.createProject();
      const { grants } = fixture.forProject(other);
      expect(await grants.loadRefreshToken({ hash: first, bucket: code.bucket })).toBeUndefined();
      expect(await grants.loadCode({ hash: code.codeHash, bucket: code.bucket })).toBeUndefined();
    });

    test('codes and refresh tokens come back with their grant and its epochs', async () => {
      const { grants } = fixture.forProject(projectId);
      const { identityId } = code.grant;
      if (identityId === undefined) throw new Error('The code of this test has an identity.');
      await fixture.startEpoch(projectId, 'identity', identityId);
      const grant = {
        grantId: code.grant.grantId,
        identityId,
        scope: code.grant.scope,
        audience: code.grant.audience,
        epoch: { epoch: 1, isActive: true },
        identity: { epoch: 1, isActive: true },
        session: undefined,
      };
      const key = { hash: first, bucket: code.bucket };
      expect(await grants.loadRefreshToken(key)).toMatchObject({
        clientId: code.grant.clientId,
        isRedeemed: false,
        grant,
      });
      expect(await grants.loadCode({ hash: code.codeHash, bucket: code.bucket })).toMatchObject({
        nonce: code.request['nonce'],
        grant,
      });
    });
  });
}
