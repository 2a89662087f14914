// The pages of the sample application: what it will ask for, what it got, or why it got nothing.

import { isJsonObject, type JsonObject, textAt } from '../json/json-object.ts';
import type { LoopbackAnswer } from '../loopback/loopback-server.ts';
import { type Html, html, nothing } from '../pages/html.ts';
import { buildPage } from '../pages/page.ts';
import type { ProjectReference } from '../project/project-reference.ts';
import { decodeClaims } from './id-token.ts';

/** What all pages of one run have in common. */
export interface SampleFacts {
  readonly project: ProjectReference;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  /** Whether the application is still there after the first answer. */
  readonly staysOpen: boolean;
}

const name = 'Sample application';
const timeClaims = new Set(['exp', 'iat', 'auth_time', 'nbf', 'updated_at', 'rat']);

function againButton({ staysOpen }: SampleFacts): Html {
  return staysOpen
    ? html`<a class="button" href="/perform-flow">Authorize again</a>`
    : html`<p class="muted">The command ends now; you can close this tab.</p>`;
}

export function buildStartPage(facts: SampleFacts): LoopbackAnswer {
  const { project, clientId, redirectUri, scope } = facts;
  const body = html`<p>This page stands for your own application. It sends you to <strong>${project.name}</strong> to sign in and to allow what it asks for, and shows the tokens that it gets.</p>
<p><a class="button" href="/perform-flow">Authorize application</a></p>
<dl>
<dt>Issuer</dt><dd class="value">${project.url}</dd>
<dt>Client ID</dt><dd class="value">${clientId}</dd>
<dt>Redirect URI</dt><dd class="value">${redirectUri}</dd>
<dt>Scope</dt><dd class="value">${scope}</dd>
<dt>Flow</dt><dd>Authorization code with PKCE (S256), state and nonce</dd>
</dl>`;
  return buildPage({ title: 'Try your client', name, body });
}

function describeClaim(claim: string, value: unknown): Html {
  if (timeClaims.has(claim) && typeof value === 'number') {
    const moment = new Date(value * 1000).toISOString().replace('.000', '');
    return html`<span class="value">${String(value)}</span> <small>${moment}</small>`;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return html`<span class="value">${text}</span>`;
}

function buildClaims(claims: JsonObject): Html {
  const rows = Object.entries(claims).map(
    ([claim, value]) =>
      html`<tr><th scope="row">${claim}</th><td>${describeClaim(claim, value)}</td></tr>`,
  );
  return html`<table><caption>Its claims</caption><tbody>${rows}</tbody></table>`;
}

function buildToken(title: string, token: string | undefined, note: string): Html {
  const claims = token === undefined ? undefined : decodeClaims(token);
  return html`<h2>${title}</h2>
<p class="muted">${note}</p>
${token === undefined ? html`<p>None was issued.</p>` : html`<pre tabindex="0">${token}</pre>`}
${isJsonObject(claims) ? buildClaims(claims) : nothing}`;
}

export function buildTokensPage(body: unknown, facts: SampleFacts): LoopbackAnswer {
  const accessToken = textAt(body, 'access_token') ?? '';
  const granted = textAt(body, 'scope') ?? facts.scope;
  const tokens = html`<p><span class="good">It worked.</span> The code was redeemed for these tokens, with the scope <code>${granted}</code>.</p>
${againButton(facts)}
${buildToken('Access token', accessToken, 'Sent to your API with each request.')}
${buildToken('Refresh token', textAt(body, 'refresh_token'), 'Gets a new access token; needs the scope offline or offline_access.')}
${buildToken('ID token', textAt(body, 'id_token'), 'Says who signed in; needs the scope openid.')}
<h2>Next</h2>
<p class="muted">Look into the access token:</p>
<pre tabindex="0">npx gatehouse introspect token ${accessToken} --project ${facts.project.slug}</pre>`;
  return buildPage({ title: 'You are signed in', name, body: tokens });
}

export function buildFailurePage(message: string, facts: SampleFacts): LoopbackAnswer {
  const [what = '', ...more] = message.split('\n');
  const body = html`<div class="bad" role="alert"><strong>${what}</strong>${more.map((line) => html`<br>${line}`)}</div>
${againButton(facts)}`;
  return buildPage({ status: 400, title: 'There are no tokens', name, body });
}

/** An answer that nobody here asked for. */
export function buildForeignAnswerPage(message: string): LoopbackAnswer {
  const body = html`<div class="bad" role="alert">${message}</div>
<a class="button" href="/">Start from the beginning</a>`;
  return buildPage({ status: 400, title: 'This answer was not asked for', name, body });
}

export function buildNotFoundPage(): LoopbackAnswer {
  const body = html`<p>There is nothing at this address.</p><a class="button" href="/">To the start</a>`;
  return buildPage({ status: 404, title: 'Not found', name, body });
}
