// The headers of every page: nothing from outside, no frame around it, nothing kept.

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

const features = ['camera', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics'];

export const pageHeaders = {
  // What is no page loads nothing and shows in no frame; a page replaces it by its own.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  // With no-referrer, Chromium posts forms with `Origin: null`.
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': features.map((feature) => `${feature}=()`).join(', '),
  'x-robots-tag': 'noindex',
} as const;

export const assetHeaders = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;
