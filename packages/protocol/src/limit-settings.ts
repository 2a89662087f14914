// How much a project takes at a time. Generous unless its settings say otherwise: they keep one caller from
// taking everything, and are no quota.

type Config = Readonly<Record<string, unknown>>;

/** Requests within a minute, those of people who register within an hour. */
export interface LimitSettings {
  /** Of one authenticated client at the token, introspection and revocation endpoints, each for itself. */
  readonly perClient: number;
  /** Of all authenticated clients together, in the same way. */
  readonly perProject: number;
  /** From one address, authenticated or not. */
  readonly perAddress: number;
  /** Clients that register themselves (RFC 7591). */
  readonly clientRegistrationPerAddress: number;
  readonly loginPerAddress: number;
  readonly registrationPerAddress: number;
}

/** More than any machine serves. */
export const maxRate = 1_000_000_000;

function rateAt(config: Config, name: string, fallback: number): number {
  const rates = Object.hasOwn(config, 'rate_limits') ? Object(config['rate_limits']) : {};
  const value: unknown = Object.hasOwn(rates, name) ? rates[name] : undefined;
  const isRate = typeof value === 'number' && Number.isSafeInteger(value);
  return isRate && value >= 1 && value <= maxRate ? value : fallback;
}

/** @param services the project's own; what is missing or out of bounds becomes the default. */
export function buildLimitSettings(services: {
  readonly oauth2: { readonly config: Config };
  readonly identity: { readonly config: Config };
}): LimitSettings {
  const oauth2 = services.oauth2.config;
  const identity = services.identity.config;
  return {
    perClient: rateAt(oauth2, 'per_client', 30_000),
    perProject: rateAt(oauth2, 'per_project', 300_000),
    perAddress: rateAt(oauth2, 'per_address', 30_000),
    clientRegistrationPerAddress: rateAt(oauth2, 'client_registration_per_address', 5),
    loginPerAddress: rateAt(identity, 'login_per_address', 60),
    registrationPerAddress: rateAt(identity, 'registration_per_address', 20),
  };
}
