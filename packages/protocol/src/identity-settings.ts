// What the identity flows read out of a project's settings, in the shape of Kratos's configuration. Building
// never fails: what is missing or out of bounds becomes the default.

import { parseDurationSeconds } from './durations.ts';

/** Lifetimes in seconds. */
export interface IdentitySettings {
  readonly loginFlowLifetimeSeconds: number;
  readonly registrationFlowLifetimeSeconds: number;
  /** A session ends when nobody used it for so long, */
  readonly sessionIdleSeconds: number;
  /** and in any case after that. */
  readonly sessionLifetimeSeconds: number;
  /** Whether people may sign up by themselves; `default`: as the installation has it. */
  readonly registration: 'open' | 'closed' | 'default';
  readonly minPasswordLength: number;
  /** Where a flow may lead in the end, besides the project's own pages: an origin, or an origin and a path. */
  readonly allowedReturnUrls: readonly string[];
  /** Where a flow leads that names no place; undefined: the project's own page. */
  readonly defaultReturnUrl: string | undefined;
}

export const minPasswordLength = 8;
export const maxPasswordLength = 128;

type Config = Readonly<Record<string, unknown>>;

const day = 86_400;

function objectAt(config: Config, name: string): Config {
  const value = Object.hasOwn(config, name) ? config[name] : undefined;
  return typeof value === 'object' && value !== null ? (value as Config) : {};
}

function durationAt(config: Config, name: string, limits: { fallback: number; max: number }) {
  const value = config[name];
  const seconds = typeof value === 'string' ? parseDurationSeconds(value) : undefined;
  return Math.min(seconds ?? limits.fallback, limits.max);
}

/** @param config `services.identity.config` of the project's settings. */
export function buildIdentitySettings(config: Config): IdentitySettings {
  const selfService = objectAt(config, 'selfservice');
  const flows = objectAt(selfService, 'flows');
  const registration = objectAt(flows, 'registration');
  const session = objectAt(config, 'session');
  const password = objectAt(objectAt(objectAt(selfService, 'methods'), 'password'), 'config');
  const flowLimits = { fallback: 1800, max: day };
  const minLength = password['min_password_length'];
  const returnUrls = selfService['allowed_return_urls'];
  const defaultUrl = selfService['default_browser_return_url'];
  return {
    loginFlowLifetimeSeconds: durationAt(objectAt(flows, 'login'), 'lifespan', flowLimits),
    registrationFlowLifetimeSeconds: durationAt(registration, 'lifespan', flowLimits),
    sessionIdleSeconds: durationAt(session, 'idle_lifespan', { fallback: day, max: 90 * day }),
    sessionLifetimeSeconds: durationAt(session, 'lifespan', { fallback: 30 * day, max: 365 * day }),
    registration: readRegistration(registration['enabled']),
    minPasswordLength: isPasswordLength(minLength) ? minLength : minPasswordLength,
    allowedReturnUrls: Array.isArray(returnUrls)
      ? returnUrls.filter((url): url is string => typeof url === 'string')
      : [],
    defaultReturnUrl: typeof defaultUrl === 'string' && defaultUrl !== '' ? defaultUrl : undefined,
  };
}

function readRegistration(enabled: unknown): IdentitySettings['registration'] {
  if (typeof enabled !== 'boolean') return 'default';
  return enabled ? 'open' : 'closed';
}

function isPasswordLength(value: unknown): value is number {
  return (
    Number.isSafeInteger(value) &&
    typeof value === 'number' &&
    value >= minPasswordLength &&
    value <= 64
  );
}
