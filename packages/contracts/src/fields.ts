// Fields that several subjects share. Limits stand here once.

import { environments, permissions, projectStates, roles } from '@gatehouse/protocol';
import * as z from 'zod';

/** Schemas that the OpenAPI document names under `components.schemas`. */
export const namedSchemas = z.registry<{ id: string }>();

/** A tenant's or an object's id: a lower-case UUID. */
export const uuid = z
  .string()
  .regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    'must be a lower-case UUID',
  );

/** RFC 3339, as responses carry it. */
export const timestamp = z.iso.datetime({ offset: true });

/**
 * A name that people read. Blanks at its ends are refused, but for the line break that a prompt leaves: Ory's
 * command line sends it.
 */
export const displayName = z
  .string()
  .overwrite((text) => text.replace(/\r?\n$/, ''))
  .min(1)
  .max(100)
  .regex(
    /^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u,
    'must have no blank at its ends and no control character',
  );

export const environment = z.enum(environments);
export const projectState = z.enum(projectStates);
export const role = z.enum(roles);
export const permission = z.enum(permissions);

/** RFC 6749 appendix A.1, without colon and slash. */
export const clientId = z
  .string()
  .regex(/^[A-Za-z0-9._~@+-]{1,255}$/, 'must be 1 to 255 of A-Z a-z 0-9 . _ ~ @ + -');

/** Every region that Ory names; an installation here has one, `global`. */
export const homeRegion = z.enum([
  'eu-central',
  'asia-northeast',
  'us-east',
  'us-west',
  'eu',
  'asia',
  'us',
  'global',
]);

/** Who did something: a member, a key, a client that registered itself, or somebody with access to the host. */
export const actor = z
  .object({
    kind: z.enum([
      'member',
      'workspace_api_key',
      'project_api_key',
      'onboarding_portal_link',
      'client',
      'operator',
      'job',
    ]),
    id: z.string(),
    name: z.string(),
  })
  .register(namedSchemas, { id: 'Actor' });

/** The body of an answer without one (204). */
export const nothing = z.undefined();
