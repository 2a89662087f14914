import type { ProjectId } from '@gatehouse/protocol';
import type { LivenessQuery } from '@gatehouse/token-engine/ports';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createGrantId,
  createIdentityId,
  createProjectId,
  createSessionId,
} from '../fixtures/ids.ts';
import {
  buildCode,
  buildTokenReference,
  type HotFixture,
  type HotFixtureFactory,
} from './hot-fixture.ts';

const alive = { epoch: 1, isActive: true };

/** What every Liveness port guarantees. */
export function describeLivenessContract(name: string, factory: HotFixtureFactory): void {
  describe(`liveness (${name})`, () => {
    let fixture: HotFixture;
    let projectId: ProjectId;

    beforeAll(async () => {
      fixture = await factory();
      projectId = await fixture.createProject();
      await fixture.createClient(projectId, 'client');
    });
    afterAll(() => fixture.close());

    const buildQuery = (change: Partial<LivenessQuery> = {}): LivenessQuery => ({
      clientId: 'client',
      identityId: undefined,
      sessionId: undefined,
      grantId: undefined,
      token: buildTokenReference(fixture.clock),
      ...change,
    });
    const load = (change: Partial<LivenessQuery> = {}, of = projectId) =>
      fixture.forProject(of).liveness.load(buildQuery(change));

    test('a token without a grant is judged by installation, project and client', async () => {
      expect(await load()).toEqual({
        installation: alive,
        project: alive,
        client: alive,
        identity: undefined,
        session: undefined,
        grant: undefined,
        isDenylisted: false,
      });
    });

    test('identity, session and grant are loaded where the token names them', async () => {
      const [identityId, sessionId, grantId] = [
        createIdentityId(),
        createSessionId(),
        createGrantId(),
      ];
      await fixture.startEpoch(projectId, 'identity', identityId);
      await fixture.startEpoch(projectId, 'session', sessionId);
      await fixture.addGrant(projectId, grantId);
      const facts = await load({ identityId, sessionId, grantId });
      expect(facts).toMatchObject({ identity: alive, session: alive, grant: alive });
    });

    test('a grant comes with what its access tokens say besides, in its own project only', async () => {
      const { issuance } = fixture.forProject(projectId);
      const code = buildCode(fixture.clock);
      const { grantId } = code.grant;
      const accessToken = { plan: 'pro', seats: [1, 2] };
      await issuance.addAuthorizationCode({
        ...code,
        grant: { ...code.grant, claims: { accessToken } },
      });
      expect((await load({ grantId })).accessTokenClaims).toEqual(accessToken);
      const other = await fixture.createProject();
      expect((await load({ grantId }, other)).accessTokenClaims).toBeUndefined();
      expect((await load()).accessTokenClaims).toBeUndefined();
    });

    test('a row that does not exist is a fact and no error', async () => {
      const facts = await load({
        clientId: 'never-made',
        identityId: createIdentityId(),
        sessionId: createSessionId(),
        grantId: createGrantId(),
      });
      const absent = {
        client: undefined,
        identity: undefined,
        session: undefined,
        grant: undefined,
      };
      expect(facts).toMatchObject(absent);
    });

    test('a project that was never made has no epoch, and the installation has', async () => {
      const facts = await load({}, createProjectId());
      expect(facts).toMatchObject({ installation: alive, project: undefined, client: undefined });
    });

    test('an id that no row could carry is absent, and its neighbours get their answers', async () => {
      const [strange, ordinary] = await Promise.all([load({ clientId: 'nul\0byte' }), load()]);
      expect(strange.client).toBeUndefined();
      expect(ordinary.client).toEqual(alive);
    });

    test('of many that ask at the same moment each gets its own answer', async () => {
      const other = await fixture.createProject();
      const grantIds = Array.from({ length: 300 }, createGrantId);
      const held = grantIds.filter((_, index) => index % 3 === 0);
      await Promise.all(held.map((grantId) => fixture.addGrant(projectId, grantId)));
      const answers = await Promise.all(
        grantIds.flatMap((grantId) => [load({ grantId }), load({ grantId }, other)]),
      );
      const expected = grantIds.flatMap((grantId) => [held.includes(grantId), false]);
      expect(answers.map(({ grant }) => grant !== undefined)).toEqual(expected);
      expect(answers.map(({ client }) => client !== undefined)).toEqual(
        grantIds.flatMap(() => [true, false]),
      );
    });

    test('what was revoked before the question is in the answer, however many ask', async () => {
      const { liveness, revocations } = fixture.forProject(projectId);
      const tokens = Array.from({ length: 40 }, () => buildTokenReference(fixture.clock));
      const answers = await Promise.all(
        tokens.map(async (token) => {
          const before = await liveness.load(buildQuery({ token }));
          await revocations.denylist(token);
          const after = await liveness.load(buildQuery({ token }));
          return [before.isDenylisted, after.isDenylisted];
        }),
      );
      expect(answers).toEqual(tokens.map(() => [false, true]));
    });

    test('attack 67: the same client, grant and token ids in two projects are two of each', async () => {
      const other = await fixture.createProject();
      await fixture.createClient(other, 'client');
      const grantId = createGrantId();
      await fixture.addGrant(projectId, grantId);
      await fixture.addGrant(other, grantId);
      const token = buildTokenReference(fixture.clock);
      const { revocations } = fixture.forProject(other);
      await revocations.denylist(token);
      await revocations.revokeGrant(grantId);
      await revocations.revokeClientTokens('client');
      expect(await load({ grantId, token })).toMatchObject({
        client: alive,
        grant: alive,
        isDenylisted: false,
      });
      expect(await load({ grantId, token }, other)).toMatchObject({
        client: { epoch: 2, isActive: true },
        grant: { epoch: 2, isActive: false },
        isDenylisted: true,
      });
    });
  });
}
