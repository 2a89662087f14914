// Where a flow may lead in the end: RFC 9700 section 4.11. A place that is not on the list is not refused but
// forgotten, so that a tampered link still signs in, at the project's own page.

const longestUrl = 2048;

/**
 * @param returnTo as it came from outside.
 * @returns the URL to redirect to, in its canonical form, or undefined where it is not allowed.
 */
export function checkReturnTo(
  returnTo: string | undefined,
  project: { readonly issuer: string; readonly allowedReturnUrls: readonly string[] },
): string | undefined {
  const target = parseTarget(returnTo);
  if (target === undefined) return undefined;
  const allowed = [project.issuer, ...project.allowedReturnUrls];
  return allowed.some((entry) => isBelow(target, entry)) ? target.href : undefined;
}

function parseTarget(returnTo: string | undefined): URL | undefined {
  if (returnTo === undefined || returnTo.length > longestUrl) return undefined;
  // An absolute URL as it is written out: what URL parsers repair, two of them repair differently.
  if (!/^https?:\/\/[a-z0-9.[\]:-]+(?:[/?#]|$)/i.test(returnTo)) return undefined;
  if (/[\p{Cc}\s\\]/u.test(returnTo)) return undefined;
  const target = parseUrl(returnTo);
  return target === undefined || target.username !== '' || target.password !== ''
    ? undefined
    : target;
}

/** Same origin, and the same path or one below it, segment by segment. */
function isBelow(target: URL, entry: string): boolean {
  const base = parseUrl(entry);
  if (base === undefined || base.origin !== target.origin || base.origin === 'null') return false;
  const path = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  // An encoded slash or dot may be decoded by whoever serves the path.
  if (/%2f|%5c|%2e/i.test(target.pathname)) return false;
  return target.pathname === base.pathname || target.pathname.startsWith(path);
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
