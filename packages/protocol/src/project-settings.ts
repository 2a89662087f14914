// A project's settings: one validated, versioned document in Ory's shape, and the typed form that the
// engines read. Building never fails: the management edge has validated the document, and what an older
// release wrote and this one does not know is ignored.

import { parseDurationSeconds } from './durations.ts';
import { buildIdentitySettings, type IdentitySettings } from './identity-settings.ts';
import { buildLimitSettings, type LimitSettings } from './limit-settings.ts';
import { buildRegistrationSettings, type RegistrationSettings } from './registration-settings.ts';
import {
  type AccessTokenStrategy,
  type SigningAlgorithm,
  signingAlgorithms,
} from './vocabulary.ts';

type Config = Readonly<Record<string, unknown>>;

/** Ory's project settings: `services.*.config` are objects in the shape of Hydra's, Kratos's and the pages' configuration. */
export interface ProjectDocument {
  readonly cors_admin: { readonly enabled: boolean; readonly origins: readonly string[] };
  readonly cors_public: { readonly enabled: boolean; readonly origins: readonly string[] };
  readonly services: {
    readonly oauth2: { readonly config: Config };
    readonly identity: { readonly config: Config };
    readonly account_experience: { readonly config: Config };
    readonly permission: { readonly config: Config };
  };
}

/** What the engines read. Lifetimes in seconds. */
export interface ProjectSettings {
  readonly accessTokenStrategy: AccessTokenStrategy;
  readonly signingAlgorithm: SigningAlgorithm;
  readonly accessTokenLifetimeSeconds: number;
  readonly idTokenLifetimeSeconds: number;
  readonly refreshTokenLifetimeSeconds: number;
  readonly authorizationCodeLifetimeSeconds: number;
  /** How long an assertion may be valid that somebody exchanges for an access token (RFC 7523 section 3). */
  readonly assertionLifetimeSeconds: number;
  /** Scope that a client gets on creation where it names none. */
  readonly defaultScope: string;
  /** Client credentials without `scope`: grant all that the client may have, instead of none. */
  readonly grantsAllowedScopeByDefault: boolean;
  /** How long a signing key is active before the next takes over, and how long the next is published first. */
  readonly keyRotationDays: number;
  readonly corsPublicOrigins: readonly string[];
  readonly corsAdminOrigins: readonly string[];
  readonly identity: IdentitySettings;
  readonly limits: LimitSettings;
  readonly registration: RegistrationSettings;
  readonly branding: BrandingSettings;
  /** Pages of the project's own, in place of the hosted ones; undefined: hosted. */
  readonly pages: {
    readonly login: string | undefined;
    readonly consent: string | undefined;
    readonly logout: string | undefined;
    /** Where a logout leads that names no address of its own. */
    readonly afterLogout: string | undefined;
    /** Takes the user code of a device. */
    readonly device: string | undefined;
    /** Where a browser ends that has answered a device. */
    readonly afterDevice: string | undefined;
  };
}

/** How the hosted pages look, by the names that Ory gives these settings; undefined: neutral. */
export interface BrandingSettings {
  readonly logoLight: string | undefined;
  readonly logoDark: string | undefined;
  readonly primaryColour: string | undefined;
  readonly termsUrl: string | undefined;
  readonly privacyUrl: string | undefined;
  readonly hidesGatehouse: boolean;
  readonly hidesRegistration: boolean;
}

/** Lifetimes are capped so that the partitions that remember revocations reach as far. */
export const maxAccessTokenLifetimeSeconds = 30 * 86_400;
export const maxRefreshTokenLifetimeSeconds = 400 * 86_400;

export const emptyProjectDocument: ProjectDocument = {
  cors_admin: { enabled: false, origins: [] },
  cors_public: { enabled: false, origins: [] },
  services: {
    oauth2: { config: {} },
    identity: { config: {} },
    account_experience: { config: {} },
    permission: { config: {} },
  },
};

/** @returns the value at a path of keys, or undefined where an object is missing on the way. */
function valueAt(config: Config, path: readonly string[]): unknown {
  let value: unknown = config;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Config)[key];
  }
  return value;
}

function durationAt(
  config: Config,
  path: readonly string[],
  limits: { fallback: number; max: number },
): number {
  const value = valueAt(config, path);
  const seconds = typeof value === 'string' ? parseDurationSeconds(value) : undefined;
  return Math.min(seconds ?? limits.fallback, limits.max);
}

/** Reads the typed settings out of a document, defaults filled in (security-parameters: access 1 h, code 60 s, refresh 30 d). */
export function buildProjectSettings(document: ProjectDocument): ProjectSettings {
  const oauth2 = document.services.oauth2.config;
  const algorithm = valueAt(oauth2, ['signing', 'algorithm']);
  const registration = Object(valueAt(oauth2, ['oidc', 'dynamic_client_registration']));
  const defaultScope = buildDefaultScope(registration['default_scope']);
  const page = (...path: string[]): string | undefined => {
    const url = valueAt(oauth2, ['urls', ...path]);
    return typeof url === 'string' && URL.canParse(url) ? url : undefined;
  };
  const rotationDays = valueAt(oauth2, ['signing', 'rotation_days']);
  return {
    accessTokenStrategy:
      valueAt(oauth2, ['strategies', 'access_token']) === 'jwt' ? 'jwt' : 'sealed',
    signingAlgorithm: signingAlgorithms.find((known) => known === algorithm) ?? 'RS256',
    accessTokenLifetimeSeconds: durationAt(oauth2, ['ttl', 'access_token'], {
      fallback: 3600,
      max: maxAccessTokenLifetimeSeconds,
    }),
    idTokenLifetimeSeconds: durationAt(oauth2, ['ttl', 'id_token'], {
      fallback: 3600,
      max: maxAccessTokenLifetimeSeconds,
    }),
    refreshTokenLifetimeSeconds: durationAt(oauth2, ['ttl', 'refresh_token'], {
      fallback: 30 * 86_400,
      max: maxRefreshTokenLifetimeSeconds,
    }),
    authorizationCodeLifetimeSeconds: durationAt(oauth2, ['ttl', 'auth_code'], {
      fallback: 60,
      max: 600,
    }),
    assertionLifetimeSeconds: durationAt(oauth2, ['oauth2', 'grant', 'jwt', 'max_ttl'], {
      fallback: 3600,
      max: maxAccessTokenLifetimeSeconds,
    }),
    defaultScope: defaultScope.join(' '),
    registration: buildRegistrationSettings(registration, defaultScope),
    grantsAllowedScopeByDefault:
      valueAt(oauth2, ['oauth2', 'client_credentials', 'default_grant_allowed_scope']) === true,
    keyRotationDays: typeof rotationDays === 'number' && rotationDays >= 1 ? rotationDays : 90,
    corsPublicOrigins: document.cors_public.enabled ? document.cors_public.origins : [],
    limits: buildLimitSettings(document.services),
    branding: buildBranding(document.services.account_experience.config),
    pages: {
      login: page('login'),
      consent: page('consent'),
      logout: page('logout'),
      afterLogout: page('post_logout_redirect'),
      device: page('device', 'verification'),
      afterDevice: page('device', 'success'),
    },
    corsAdminOrigins: document.cors_admin.enabled ? document.cors_admin.origins : [],
    identity: buildIdentitySettings(document.services.identity.config),
  };
}

function buildDefaultScope(value: unknown): readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string')
    ? value
    : ['offline_access', 'offline', 'openid'];
}

function buildBranding(config: Config): BrandingSettings {
  const text = (name: string): string | undefined => {
    const value = valueAt(config, [name]);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    logoLight: text('logo_light'),
    logoDark: text('logo_dark'),
    primaryColour: text('primary_color'),
    termsUrl: text('terms_of_service_url'),
    privacyUrl: text('privacy_policy_url'),
    hidesGatehouse: valueAt(config, ['hide_ory_branding']) === true,
    hidesRegistration: valueAt(config, ['hide_registration_link']) === true,
  };
}
