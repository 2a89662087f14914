// Whether and how clients register themselves with a project (RFC 7591): off unless its settings say otherwise.
// `enabled` and `default_scope` are Hydra's; what else may be asked for is Gatehouse's own.

type Config = Readonly<Record<string, unknown>>;

export interface RegistrationSettings {
  readonly isEnabled: boolean;
  /** What a client may register for; everything else is refused. */
  readonly grantTypes: readonly string[];
  readonly scope: readonly string[];
  /** How many clients of this kind there may be at a time. */
  readonly maxClients: number;
}

/** Grant types that a project may open to clients which nobody has looked at. */
export const registrableGrantTypes = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:device_code',
] as const;

/** More than any project keeps an overview of. */
export const maxRegisteredClients = 100_000;

/** A person decides about each of these; client credentials would give tokens to whoever asks. */
const defaultGrantTypes = ['authorization_code', 'refresh_token'];
/** What they yield is about whoever consents, and reaches no other service. */
const personalScope = ['openid', 'offline_access', 'offline', 'email', 'profile'];
const defaultMaxClients = 1000;

/** @param config Hydra's `oidc.dynamic_client_registration`; what is missing or malformed becomes the default. */
export function buildRegistrationSettings(
  config: Config,
  defaultScope: readonly string[],
): RegistrationSettings {
  const { enabled, allowed_grant_types, allowed_scope, max_clients } = config;
  const isCount = typeof max_clients === 'number' && Number.isSafeInteger(max_clients);
  return {
    isEnabled: enabled === true,
    grantTypes: textsIn(allowed_grant_types) ?? defaultGrantTypes,
    scope: [...new Set([...defaultScope, ...(textsIn(allowed_scope) ?? personalScope)])],
    maxClients: isCount && max_clients >= 1 ? max_clients : defaultMaxClients,
  };
}

function textsIn(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.every((text) => typeof text === 'string') ? value : undefined;
}
