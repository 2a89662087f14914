/**
 * Receivers that cannot verify put a secret in the path or the query: it belongs in no audit log, and is not for
 * who may only read. @returns the URL with its origin alone.
 */
export function maskWebhookUrl(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return pathname === '/' && search === '' ? `${origin}/` : `${origin}/…`;
}
