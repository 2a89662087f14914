import type { Specification } from './requirement.ts';
import { rfc7523 } from './requirements/assertions.ts';
import { attacks } from './requirements/attacks.ts';
import { oidcDiscovery, rfc7517, rfc8414 } from './requirements/discovery.ts';
import { oryApi } from './requirements/ory-api.ts';
import { oidcCore, oidcRpLogout, rfc7636, rfc9207 } from './requirements/people.ts';
import { rfc7591, rfc7592 } from './requirements/registration.ts';
import { rfc6749 } from './requirements/rfc6749.ts';
import { rfc6750, rfc7009, rfc7662, rfc8628, rfc9068 } from './requirements/tokens.ts';
import { userinfoCredentials } from './requirements/userinfo-credentials.ts';

export const specifications: readonly Specification[] = [
  rfc6749,
  rfc6750,
  rfc7009,
  rfc7517,
  rfc7523,
  rfc7591,
  rfc7592,
  rfc7636,
  rfc7662,
  rfc8414,
  rfc8628,
  rfc9068,
  rfc9207,
  oidcCore,
  oidcDiscovery,
  oidcRpLogout,
  userinfoCredentials,
  oryApi,
  attacks,
];
