// Headers that every page of ours has, whoever serves it.

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

/** Of built files and of those in `public/`. */
export const assetHeaders = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;
