/** Where a registered address leads: a host, or the scheme of a native application, and what a page's `form-action` names. */
export function describeRedirectTarget(uri: string): { host: string; origin: string } {
  const { host, origin, protocol } = new URL(uri);
  return { host: host === '' ? protocol : host, origin: origin === 'null' ? protocol : origin };
}
