// Every operation of @ory/client, by tag, in the order of its documentation.

import type { OryTag } from './operation.ts';
import { elements, frontend } from './operations/frontend.ts';
import { courier, identity } from './operations/identity.ts';
import { events, project, workspace } from './operations/management.ts';
import { apiKeys, metadata, permission, relationship } from './operations/not-offered.ts';
import { oauth2 } from './operations/oauth2.ts';
import { jwk, oidc, wellknown } from './operations/openid-connect.ts';

export const tags: readonly OryTag[] = [
  oauth2,
  oidc,
  wellknown,
  jwk,
  project,
  workspace,
  identity,
  frontend,
  elements,
  courier,
  events,
  metadata,
  apiKeys,
  permission,
  relationship,
];
