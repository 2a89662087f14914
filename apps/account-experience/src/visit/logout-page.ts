// Signing out is always a post: a client's request shows what it asks for, a visit without one ends the
// session of this browser.

import { readClientName } from '../components/client-name.ts';
import {
  type LogoutRequest,
  loadLogoutRequest,
  loadLogoutToken,
  logoutAction,
  logoutConfirmAction,
} from '../project-api/logout.ts';
import type { PageOutcome } from './serve-page.ts';
import type { Visit } from './visit.ts';

export interface LogoutView {
  /** Absent: nobody is signed in. */
  readonly form?: {
    readonly action: string;
    readonly fields: Readonly<Record<string, string>>;
  };
  readonly clientName?: string | undefined;
  readonly host?: string | undefined;
}

export async function loadLogoutPage(visit: Visit): Promise<PageOutcome<LogoutView>> {
  const challenge = visit.query('logout_challenge');
  if (challenge === undefined) return loadOwnLogout(visit);
  const answer = await loadLogoutRequest(visit.api, challenge);
  if (answer.kind === 'refused') {
    return { kind: 'failure', failure: 'requestGone', status: answer.status };
  }
  const { csrf_token, client_name, redirect_host, ui_locales } = answer.value;
  return {
    kind: 'view',
    view: {
      form: {
        action: visit.page.projectUrl + logoutConfirmAction,
        fields: { logout_challenge: challenge, csrf_token },
      },
      clientName: client_name ? readClientName(client_name, '') || undefined : undefined,
      host: redirect_host || undefined,
    },
    uiLocales: ui_locales,
    formTargets: readFormTargets(answer.value),
    cookies: answer.cookies,
  };
}

async function loadOwnLogout(visit: Visit): Promise<PageOutcome<LogoutView>> {
  const token = await loadLogoutToken(visit.api);
  if (token === undefined) return { kind: 'view', view: {} };
  const action = visit.page.projectUrl + logoutAction;
  return { kind: 'view', view: { form: { action, fields: { token } } } };
}

function readFormTargets({ oauth2_redirect_origin }: LogoutRequest): readonly string[] {
  return oauth2_redirect_origin === undefined ? [] : [oauth2_redirect_origin];
}
