import type { ProjectPorts } from '@gatehouse/database';
import { expect } from 'vitest';
import { randomBytesOf } from '../contracts/hot-fixture.ts';
import type { IsolationRecipes } from './recipe.ts';

const unknownFacts = { client: undefined, grant: undefined, isDenylisted: false };

export const portRecipes: IsolationRecipes<ProjectPorts> = {
  'liveness.load': {
    call: ({ liveness }, { clientId, grantId, token }) =>
      liveness.load({ clientId, identityId: undefined, sessionId: undefined, grantId, token }),
    absent: expect.objectContaining(unknownFacts),
  },
  'grants.loadCode': {
    call: ({ grants }, { code }) => grants.loadCode({ hash: code.codeHash, bucket: code.bucket }),
    absent: undefined,
  },
  'identities.loadClaims': {
    call: ({ identities }, { identityId }) => identities.loadClaims(identityId),
    absent: undefined,
  },
  'grants.loadRefreshToken': {
    call: ({ grants }, { code }) =>
      grants.loadRefreshToken({ hash: code.codeHash, bucket: code.bucket }),
    absent: undefined,
  },
  'deviceCodes.poll': {
    call: ({ deviceCodes }, { deviceCode }) =>
      deviceCodes.poll(
        { hash: deviceCode.codeHash, bucket: deviceCode.bucket },
        deviceCode.clientId,
      ),
    absent: undefined,
  },
  'deviceCodes.findByUserCode': {
    call: ({ deviceCodes }, { deviceCode }) => deviceCodes.findByUserCode(deviceCode.userCodeHash),
    absent: undefined,
  },
  'issuance.rotateRefreshToken': {
    call: ({ issuance }, { clientId, grantId, code }) =>
      issuance.rotateRefreshToken({
        clientId,
        grantId,
        presented: { tokenHash: code.codeHash, bucket: code.bucket },
        successor: {
          tokenHash: randomBytesOf(32),
          bucket: code.bucket,
          scope: [],
          expiresAtSeconds: code.grant.expiresAtSeconds,
        },
        successorSealed: new Uint8Array([1]),
      }),
    absent: { outcome: 'expired' },
  },
  'issuance.commit': {
    call: ({ issuance }, { code, clientId, grantId }) =>
      issuance.commit({
        clientId,
        grantId,
        redeem: { kind: 'authorization_code', codeHash: code.codeHash, bucket: code.bucket },
        refreshToken: undefined,
      }),
    absent: 'expired',
  },
  'revocations.denylist': { call: ({ revocations }, { token }) => revocations.denylist(token) },
  'revocations.revokeGrant': {
    call: ({ revocations }, { grantId }) => revocations.revokeGrant(grantId),
  },
  'revocations.revokeClientTokens': {
    call: ({ revocations }, { clientId }) => revocations.revokeClientTokens(clientId),
  },
  'issuance.addAuthorizationCode': {
    call: async ({ issuance }, { code }, { shared }) => {
      // B's own code of the same hash exists already where the ids are shared.
      if (code !== shared.code) await issuance.addAuthorizationCode(code);
    },
  },
  'deviceCodes.add': {
    call: ({ deviceCodes }, { deviceCode }) =>
      deviceCodes.add({ ...deviceCode, address: 'mark-of-b' }),
  },
  'traces.record': {
    call: async ({ traces }, { traceId, clientId }) =>
      traces.record({
        traceId,
        endpoint: 'token',
        atMilliseconds: Date.now(),
        clientId,
        grantType: undefined,
        outcome: 'fault',
        checks: [],
      }),
  },
  'usage.count': {
    call: async ({ usage }, { clientId }) => {
      usage.count('introspections', clientId);
    },
  },
};
