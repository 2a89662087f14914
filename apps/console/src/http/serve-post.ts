// Everything that changes something arrives here, and nothing of it reaches Next.

import { createManagementClient } from '@gatehouse/contracts';
import { buildCsrfToken, csrfField, isOwnOrigin, isSameToken } from '../forms/check-form-origin.ts';
import { flashCookie, flashSeconds } from '../forms/flash.ts';
import { readForm } from '../forms/read-form.ts';
import { refuseForm, serveForm } from '../forms/serve-form.ts';
import { type Exchange, signInPath, signOutPath } from '../sign-in/sign-in-routes.ts';
import type { ConsoleParts } from './console-parts.ts';

const formsPath = '/forms/';

/** Rejects where the issuer had to be asked and does not answer. */
export async function servePost(parts: ConsoleParts, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange;
  if (!isOwnOrigin(request, parts.consoleOrigin)) {
    return refuseForm(response, 403, 'This form did not come from the console.');
  }
  const fields = await readForm(request);
  if (fields === 'unsupported') return refuseForm(response, 415, 'Send an ordinary form.');
  if (fields === 'too_large') return refuseForm(response, 413, 'The form is larger than 64 kB.');
  const session = await parts.sessions.load(request, response);
  if (session === undefined) {
    response.writeHead(303, { location: signInPath }).end();
    return;
  }
  const expected = buildCsrfToken(parts.sealingKey, session.sessionId);
  if (!isSameToken(fields.text(csrfField), expected)) {
    return refuseForm(response, 403, 'This form is of another session: load the page again.');
  }
  if (url.pathname === signOutPath) return parts.signIn.signOut(exchange);
  const { managementUrl, fetch } = parts;
  const token = session.accessToken;
  const outcome = await serveForm({
    name: url.pathname.startsWith(formsPath) ? url.pathname.slice(formsPath.length) : '',
    fields,
    api: createManagementClient({ baseUrl: managementUrl, fetch, token }),
    managementUrl,
    invitation: parts.invitations.read(request),
  });
  if (outcome === undefined) return refuseForm(response, 404, 'There is no such form.');
  if (outcome.endsInvitation === true) parts.invitations.forget(response);
  if (outcome.flash !== undefined) {
    const value = parts.flashSealer.seal(outcome.flash, flashSeconds);
    parts.cookies.write(response, { name: flashCookie, value, seconds: flashSeconds });
  }
  response.writeHead(303, { location: outcome.to }).end();
}
