// The request target (RFC 9112 section 3.2), accepted in one spelling only: what can be written in two
// ways would be guarded in one and served in the other.

export interface RequestTarget {
  /** Canonical, as received; begins with a slash. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  /** The host of an absolute form, which replaces the Host header (RFC 9112 section 3.2.2). */
  readonly host: string | undefined;
}

const maxTargetLength = 8192;

// pchar of RFC 3986 without the semicolon, which some servers cut paths at.
const pathPattern = /^(?:\/(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})*)+$/;
const plainPathPattern = /^(?:\/[A-Za-z0-9_~@+:-][A-Za-z0-9._~@+:-]*)+\/?$/;
const absolutePattern = /^https?:\/\/([^/?#]*)(.*)$/i;

/** @returns 'too_long' beyond 8 KiB, 'malformed' for everything that is not a path in its canonical spelling. */
export function parseRequestTarget(target: string): RequestTarget | 'too_long' | 'malformed' {
  if (target.length > maxTargetLength) return 'too_long';
  if (target.startsWith('/')) return parseOriginForm(target, undefined);
  const [, host, rest] = absolutePattern.exec(target) ?? [];
  if (host === undefined || rest === undefined) return 'malformed';
  return parseOriginForm(rest.startsWith('/') ? rest : `/${rest}`, host);
}

function parseOriginForm(target: string, host: string | undefined): RequestTarget | 'malformed' {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const query = mark === -1 ? '' : target.slice(mark);
  return isCanonicalPath(path) ? { path, query, host } : 'malformed';
}

/** Whether a path has no second spelling: no empty or dot segments, no needless or dangerous encoding. */
export function isCanonicalPath(path: string): boolean {
  if (plainPathPattern.test(path) || path === '/') return true;
  if (!pathPattern.test(path) || path.includes('//')) return false;
  if (/\/\.\.?(?:\/|$)/.test(path)) return false;
  for (const [, hex = ''] of path.matchAll(/%([0-9A-Fa-f]{2})/g)) {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    if (/[A-Za-z0-9._~/\\;-]|\p{Cc}/u.test(character)) return false;
  }
  return isDecodable(path);
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
