// The login and the registration page: one flow, drawn.

import type { Flow, FlowKind } from '../project-api/flow.ts';
import { loadFlow } from '../project-api/flow.ts';
import type { PageOutcome } from './serve-page.ts';
import type { Visit } from './visit.ts';

export interface FlowView {
  readonly flow: Flow;
  /** The other page, with what this flow is for. */
  readonly otherUrl: string;
}

/** Parameters that a page opened without a flow passes on to the call that makes one. */
const passedOn = ['return_to', 'login_challenge', 'refresh', 'aal', 'ui_locales', 'locale'];

export async function loadFlowPage(visit: Visit, kind: FlowKind): Promise<PageOutcome<FlowView>> {
  const id = visit.query('flow');
  if (id === undefined) return { kind: 'redirect', to: buildStartUrl(visit, kind) };
  const answer = await loadFlow(visit.api, kind, id);
  if (answer.kind === 'refused') return describeRefusal(answer.status);
  const flow = answer.value;
  return {
    kind: 'view',
    view: { flow, otherUrl: buildOtherUrl(visit, kind, flow) },
    uiLocales: readUiLocales(flow.request_url),
    formTargets: readFormTargets(flow),
    cookies: answer.cookies,
  };
}

function describeRefusal(status: number): PageOutcome<FlowView> {
  if (status === 403) return { kind: 'failure', failure: 'otherBrowser', status };
  return { kind: 'failure', failure: 'expired', status: status === 404 ? 404 : 410 };
}

function buildStartUrl(visit: Visit, kind: FlowKind): string {
  const url = new URL(`${visit.page.projectUrl}/self-service/${kind}/browser`);
  for (const name of passedOn) {
    const value = visit.query(name);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}

function buildOtherUrl(visit: Visit, kind: FlowKind, flow: Flow): string {
  const other = kind === 'login' ? 'registration' : 'login';
  const url = new URL(`${visit.page.projectUrl}/self-service/${other}/browser`);
  if (flow.return_to !== undefined) url.searchParams.set('return_to', flow.return_to);
  if (flow.oauth2_login_challenge !== undefined) {
    url.searchParams.set('login_challenge', flow.oauth2_login_challenge);
  }
  return url.href;
}

function readUiLocales(requestUrl: string): string | undefined {
  if (!URL.canParse(requestUrl)) return undefined;
  return new URL(requestUrl).searchParams.get('ui_locales') ?? undefined;
}

function readFormTargets({ oauth2_redirect_origin, return_to }: Flow): readonly string[] {
  return [
    ...(oauth2_redirect_origin === undefined ? [] : [oauth2_redirect_origin]),
    ...(return_to !== undefined && URL.canParse(return_to) ? [new URL(return_to).origin] : []),
  ];
}
