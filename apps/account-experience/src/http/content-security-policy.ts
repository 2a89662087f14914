// What a hosted page may load, and where its forms may lead: nothing from outside, no frame around it.

/** An origin, or the scheme of a native application (RFC 8252 section 7.1), as `form-action` takes it. */
const formTargetPattern = /^(?:https?:\/\/[A-Za-z0-9.[\]:-]+|[a-z][a-z0-9+.-]*:)$/i;
const scriptSchemes = new Set(['javascript:', 'data:', 'blob:', 'vbscript:', 'file:', 'about:']);

/** @returns whether it may stand in `form-action`: nothing in it can begin another directive. */
export function isFormTarget(text: string): boolean {
  return formTargetPattern.test(text) && !scriptSchemes.has(text.toLowerCase());
}

export interface ContentSources {
  readonly nonce: string;
  /**
   * Where the answer to this page's form may lead besides this origin. Chromium holds `form-action` against
   * every redirect after the post.
   */
  readonly formTargets?: readonly string[];
  /** Pictures that the project's owner chose. */
  readonly images?: readonly string[];
}

export function buildContentSecurityPolicy(sources: ContentSources): string {
  const { nonce, formTargets = [], images = [] } = sources;
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    ["img-src 'self'", ...images].join(' '),
    ["form-action 'self'", ...formTargets.filter(isFormTarget)].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}
