// A redirect URI that belongs to its client. Only check-redirect-uri.ts makes one, and every redirect to a
// client is built from one, so that an open redirect is a type error.

declare const verified: unique symbol;
export type VerifiedRedirectUri = string & { readonly [verified]: true };

/** Where an answer goes: RFC 6749 section 4.1.2, with the issuer of RFC 9207. */
export interface VerifiedRedirect {
  readonly uri: VerifiedRedirectUri;
  readonly state: string | undefined;
  readonly issuer: string;
}

/** @returns the address to send the browser to; parameters already in the URI stay (RFC 6749 section 3.1.2). */
export function buildRedirect(
  redirect: VerifiedRedirect,
  answer: Readonly<Record<string, string>>,
): string {
  const parameters = new URLSearchParams(answer);
  if (redirect.state !== undefined) parameters.set('state', redirect.state);
  parameters.set('iss', redirect.issuer);
  return `${redirect.uri}${redirect.uri.includes('?') ? '&' : '?'}${parameters}`;
}
