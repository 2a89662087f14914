// A project's settings document: what has an effect is checked strictly, what has none is kept and
// warned about, so that a document pulled from Ory can be pushed here.

import {
  maxAccessTokenLifetimeSeconds,
  maxRate,
  maxRefreshTokenLifetimeSeconds,
  maxRegisteredClients,
  minPasswordLength,
  parseDurationSeconds,
  registrableGrantTypes,
  signingAlgorithms,
} from '@gatehouse/protocol';
import * as z from 'zod';
import { namedSchemas } from './fields.ts';

/** A Go duration of whole seconds up to a limit; longer ones would silently be cut. */
const duration = (maxSeconds: number) =>
  z.string().refine(
    (text) => {
      const seconds = parseDurationSeconds(text);
      return seconds !== undefined && seconds <= maxSeconds;
    },
    `must be a duration such as 1h30m, from 1s to ${maxSeconds / 3600}h`,
  );

function isOrigin(text: string): boolean {
  return (
    URL.canParse(text) && /^https?:\/\//.test(text) && new URL(text).origin === text.toLowerCase()
  );
}

const origin = z
  .string()
  .max(255)
  .refine(isOrigin, 'must be an origin such as https://app.example.com');

const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Challenges travel there: over TLS, or without leaving the machine. */
function isPageUrl(text: string): boolean {
  if (text === '') return true;
  if (!URL.canParse(text) || text.includes('#')) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && loopbackHosts.has(hostname));
  return isPrivate && username === '' && password === '';
}

/** A page of the project's own; empty: the hosted one. */
const pageUrl = z
  .string()
  .max(2048)
  .refine(isPageUrl, 'must be an https URL (or http on loopback) without fragment and credentials');

const cors = z.strictObject({
  enabled: z.boolean().default(false),
  origins: z.array(origin).max(100).default([]),
});

/** Requests; Gatehouse's `rate_limits`. */
const rate = z.int().min(1).max(maxRate).optional();

const scopeName = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/, 'must be a scope name');

/** The part of Hydra's configuration that has an effect here, and Gatehouse's `signing`, `rate_limits` and limits of registration. */
const oauth2Config = z.looseObject({
  ttl: z
    .looseObject({
      access_token: duration(maxAccessTokenLifetimeSeconds).optional(),
      id_token: duration(maxAccessTokenLifetimeSeconds).optional(),
      refresh_token: duration(maxRefreshTokenLifetimeSeconds).optional(),
      auth_code: duration(600).optional(),
    })
    .optional(),
  urls: z
    .looseObject({
      login: pageUrl.optional(),
      consent: pageUrl.optional(),
      logout: pageUrl.optional(),
      post_logout_redirect: pageUrl.optional(),
      device: z
        .looseObject({ verification: pageUrl.optional(), success: pageUrl.optional() })
        .optional(),
    })
    .optional(),
  strategies: z.looseObject({ access_token: z.enum(['opaque', 'jwt']).optional() }).optional(),
  signing: z
    .looseObject({
      algorithm: z.enum(signingAlgorithms).optional(),
      rotation_days: z.int().min(1).max(365).optional(),
    })
    .optional(),
  oauth2: z
    .looseObject({
      client_credentials: z
        .looseObject({ default_grant_allowed_scope: z.boolean().optional() })
        .optional(),
      grant: z
        .looseObject({
          jwt: z
            .looseObject({ max_ttl: duration(maxAccessTokenLifetimeSeconds).optional() })
            .optional(),
        })
        .optional(),
      pkce: z
        .looseObject({
          enforced: z.boolean().optional(),
          enforced_for_public_clients: z.boolean().optional(),
        })
        .optional(),
    })
    .optional(),
  oidc: z
    .looseObject({
      dynamic_client_registration: z
        .looseObject({
          enabled: z.boolean().optional(),
          default_scope: z.array(scopeName).max(100).optional(),
          allowed_grant_types: z.array(z.enum(registrableGrantTypes)).min(1).optional(),
          allowed_scope: z.array(scopeName).max(100).optional(),
          max_clients: z.int().min(1).max(maxRegisteredClients).optional(),
        })
        .optional(),
    })
    .optional(),
  rate_limits: z
    .strictObject({
      per_client: rate,
      per_project: rate,
      per_address: rate,
      client_registration_per_address: rate,
    })
    .optional(),
});

const flowLifespan = duration(86_400).optional();

/** The part of Kratos's configuration that has an effect here, and Gatehouse's `session.idle_lifespan`. */
const identityConfig = z.looseObject({
  rate_limits: z
    .strictObject({ login_per_address: rate, registration_per_address: rate })
    .optional(),
  selfservice: z
    .looseObject({
      default_browser_return_url: pageUrl.optional(),
      allowed_return_urls: z.array(pageUrl).max(100).optional(),
      flows: z
        .looseObject({
          login: z.looseObject({ lifespan: flowLifespan }).optional(),
          registration: z
            .looseObject({ enabled: z.boolean().optional(), lifespan: flowLifespan })
            .optional(),
        })
        .optional(),
      methods: z
        .looseObject({
          password: z
            .looseObject({
              config: z
                .looseObject({
                  min_password_length: z.int().min(minPasswordLength).max(64).optional(),
                })
                .optional(),
            })
            .optional(),
        })
        .optional(),
    })
    .optional(),
  session: z
    .looseObject({
      lifespan: duration(365 * 86_400).optional(),
      idle_lifespan: duration(90 * 86_400).optional(),
    })
    .optional(),
});

/** How the hosted pages look, by the names that Ory gives it. */
const accountExperienceConfig = z.looseObject({
  logo_light: pageUrl.optional(),
  logo_dark: pageUrl.optional(),
  primary_color: z
    .string()
    .regex(/^(#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}))?$/, 'must be a colour such as #006060')
    .optional(),
  terms_of_service_url: pageUrl.optional(),
  privacy_policy_url: pageUrl.optional(),
  hide_ory_branding: z.boolean().optional(),
  hide_registration_link: z.boolean().optional(),
});

const service = <Config extends z.ZodType<Record<string, unknown>>>(config: Config) =>
  z.strictObject({ config });

const services = z.strictObject({
  oauth2: service(oauth2Config).default({ config: {} }),
  identity: service(identityConfig).default({ config: {} }),
  account_experience: service(accountExperienceConfig).default({ config: {} }),
  permission: service(z.looseObject({})).default({ config: {} }),
});

export const settingsParts = { cors_admin: cors, cors_public: cors, services };

export const projectDocument = z
  .strictObject(settingsParts)
  .register(namedSchemas, { id: 'ProjectDocument' });

/** The largest document that is stored, in bytes of JSON. */
export const maxProjectDocumentBytes = 65_536;

export const warning = z
  .object({ code: z.int(), message: z.string() })
  .register(namedSchemas, { id: 'Warning' });
export type Warning = z.output<typeof warning>;

/** `warning.code` of a setting that is kept and has no effect. */
export const settingWithoutEffect = 1;

// Checked, because a wrong value would do harm the day it counts, but nothing reads it yet.
const acceptedWithoutEffect = new Set([
  'services.oauth2.config.oauth2.pkce.enforced',
  'services.oauth2.config.oauth2.pkce.enforced_for_public_clients',
]);

function objectSchema(schema: unknown): z.ZodObject | undefined {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) inner = inner.unwrap();
  return inner instanceof z.ZodObject ? inner : undefined;
}

function pathsWithoutEffect(schema: z.ZodObject, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const memberPath = path === '' ? key : `${path}.${key}`;
    if (!Object.hasOwn(schema.shape, key)) return [memberPath];
    if (acceptedWithoutEffect.has(memberPath)) return [memberPath];
    const nested = objectSchema(schema.shape[key]);
    return nested === undefined ? [] : pathsWithoutEffect(nested, member, memberPath);
  });
}

/** @returns one warning for each setting of a checked document that has no effect in this release. */
export function buildSettingWarnings(document: z.output<typeof projectDocument>): Warning[] {
  return pathsWithoutEffect(projectDocument, document, '').map((path) => ({
    code: settingWithoutEffect,
    message: `${path} is kept and has no effect in this release.`,
  }));
}
