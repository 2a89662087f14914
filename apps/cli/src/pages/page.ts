// The frame of the pages that the command shows in the browser: one column, light and dark, no script.

import { createHash } from 'node:crypto';
import type { LoopbackAnswer } from '../loopback/loopback-server.ts';
import { type Html, html, renderHtml } from './html.ts';
import { pageStyle } from './page-style.ts';

const styleHash = createHash('sha256').update(renderHtml(pageStyle)).digest('base64');

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
};

export const iconPath = '/icon.svg';

const arch = 'M3.75 21.25V11.5a8.25 8.25 0 0 1 16.5 0v9.75';

const mark = html`<svg class="mark" viewBox="0 0 24 24" fill="none" aria-hidden="true"><path d="${arch}" stroke="currentColor" stroke-width="2.25" stroke-linecap="round"/><path d="M12 3.5v5.75" stroke="currentColor" stroke-width="1.75"/><circle cx="12" cy="12.75" r="3.25"/></svg>`;

// One colour that can be seen on light and dark tabs alike.
const icon = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"><path d="${arch}" stroke="#8c8981" stroke-width="2.25" stroke-linecap="round"/><path d="M12 3.5v5.75" stroke="#8c8981" stroke-width="1.75"/><circle cx="12" cy="12.75" r="3.25" fill="#f4af41"/></svg>`;

export interface Page {
  readonly status?: number;
  readonly title: string;
  /** What stands beside the mark: whose page this is. */
  readonly name: string;
  readonly body: Html;
}

/** @returns the answer that shows the page. */
export function buildPage({ status = 200, title, name, body }: Page): LoopbackAnswer {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${name}</title>
<link rel="icon" href="${iconPath}" type="image/svg+xml">
<style>${pageStyle}</style>
</head>
<body>
<header>${mark}<span>${name}</span></header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
  return { status, headers, body: renderHtml(document) };
}

/** The mark as the browser's tab shows it. */
export function buildIcon(): LoopbackAnswer {
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'image/svg+xml' },
    body: renderHtml(icon),
  };
}
