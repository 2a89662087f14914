// What the browser shows at the end of a sign-in on the command line.

import type { LoopbackAnswer } from '../loopback/loopback-server.ts';
import { html } from '../pages/html.ts';
import { buildPage } from '../pages/page.ts';

const name = 'Gatehouse command line';

export function buildSignedInPage(email: string, installation: string): LoopbackAnswer {
  const body = html`<p>You are signed in as <strong>${email}</strong> at <span class="value">${installation}</span>.</p>
<p class="muted">Go back to the terminal; you can close this tab.</p>`;
  return buildPage({ title: 'Signed in', name, body });
}

export function buildSignInFailurePage(message: string): LoopbackAnswer {
  const body = html`<div class="bad" role="alert">${message}</div>
<p class="muted">Nothing was stored. Start again in the terminal: <code>gatehouse auth</code></p>`;
  return buildPage({ status: 400, title: 'You are not signed in', name, body });
}

export function buildUnknownPage(): LoopbackAnswer {
  const body = html`<p>This browser began no sign-in here, or it is over already.</p>
<a class="button" href="/">Sign in</a>`;
  return buildPage({ status: 400, title: 'Nothing to see here', name, body });
}
