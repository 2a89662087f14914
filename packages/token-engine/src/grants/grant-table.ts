// The grant types that the token endpoint serves. Discovery lists what stands here.

import { clientCredentials } from './client-credentials.ts';
import type { GrantType } from './grant-type.ts';

export const grantTable: ReadonlyMap<string, GrantType> = new Map(
  [clientCredentials].map((grantType) => [grantType.name, grantType]),
);
