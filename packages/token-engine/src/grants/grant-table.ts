// The grant types that the token endpoint serves. Discovery lists what stands here.

import { authorizationCode } from './authorization-code.ts';
import { clientCredentials } from './client-credentials.ts';
import { deviceCode } from './device-code.ts';
import type { GrantType } from './grant-type.ts';
import { jwtBearer } from './jwt-bearer.ts';
import { refreshToken } from './refresh-token.ts';

export const grantTable: ReadonlyMap<string, GrantType> = new Map(
  [authorizationCode, refreshToken, clientCredentials, jwtBearer, deviceCode].map((grantType) => [
    grantType.name,
    grantType,
  ]),
);
