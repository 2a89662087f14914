// Branded ids: a subject cannot be passed where a client is expected. Only the parsers here make one.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The tenant of the data plane, a lower-case UUID. */
export type ProjectId = Branded<'ProjectId'>;
/** The tenant of the management API, a lower-case UUID. */
export type WorkspaceId = Branded<'WorkspaceId'>;
/** An OAuth 2.0 client identifier (RFC 6749 section 2.2), unique within its project only. */
export type ClientId = Branded<'ClientId'>;
/** An end user of a project (`sub`), a lower-case UUID. */
export type IdentityId = Branded<'IdentityId'>;
/** A browser session of an identity, a lower-case UUID. */
export type SessionId = Branded<'SessionId'>;
/** What one identity allowed one client, the parent of its tokens, a lower-case UUID. */
export type GrantId = Branded<'GrantId'>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The UUID that stands for "no tenant" in a fence. No row ever carries it as its own. */
export const nilUuid = '00000000-0000-0000-0000-000000000000';

function isUuid(value: string): boolean {
  return value.length === 36 && uuidPattern.test(value) && value !== nilUuid;
}

/** @returns the id, or undefined where the text is no lower-case UUID or the nil UUID. */
export function parseProjectId(value: string): ProjectId | undefined {
  return isUuid(value) ? (value as ProjectId) : undefined;
}

/** @returns the id, or undefined where the text is no lower-case UUID or the nil UUID. */
export function parseWorkspaceId(value: string): WorkspaceId | undefined {
  return isUuid(value) ? (value as WorkspaceId) : undefined;
}

/** @returns the id, or undefined where the text is no lower-case UUID or the nil UUID. */
export function parseIdentityId(value: string): IdentityId | undefined {
  return isUuid(value) ? (value as IdentityId) : undefined;
}

/** @returns the id, or undefined where the text is no lower-case UUID or the nil UUID. */
export function parseSessionId(value: string): SessionId | undefined {
  return isUuid(value) ? (value as SessionId) : undefined;
}

/** @returns the id, or undefined where the text is no lower-case UUID or the nil UUID. */
export function parseGrantId(value: string): GrantId | undefined {
  return isUuid(value) ? (value as GrantId) : undefined;
}

// RFC 6749 appendix A.1 allows any visible ASCII; a colon would be ambiguous in Basic credentials of
// clients that forget to encode, and a slash in a path.
const clientIdPattern = /^[A-Za-z0-9._~@+-]{1,255}$/;

/** @returns the id, or undefined where the text is empty, longer than 255, or outside `[A-Za-z0-9._~@+-]`. */
export function parseClientId(value: string): ClientId | undefined {
  return clientIdPattern.test(value) ? (value as ClientId) : undefined;
}
