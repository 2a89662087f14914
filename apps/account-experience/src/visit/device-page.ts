// The device page (RFC 8628 section 3.3): the code is asked for, and at the end the page says what became of
// it. A code in the address fills the field and does no more.

import { deviceFields, deviceStart, loadDeviceForm } from '../project-api/device.ts';
import type { PageOutcome } from './serve-page.ts';
import type { Visit } from './visit.ts';

const problems = ['wrong', 'limited'] as const;

export type DeviceView =
  | { readonly kind: 'done'; readonly outcome: 'connected' | 'denied' | 'failed' }
  | {
      readonly kind: 'form';
      readonly challenge: string;
      readonly csrfToken: string;
      /** As the address has it; empty where it has none that could be a code. */
      readonly userCode: string;
      readonly problem: (typeof problems)[number] | null;
    };

// Letters and what people write between them: nothing that a sentence could be made of.
const codePattern = /^[A-Za-z]{4}[ -]?[A-Za-z]{4}$/;

export async function loadDevicePage(visit: Visit): Promise<PageOutcome<DeviceView>> {
  if (visit.query('done') !== undefined) {
    return { kind: 'view', view: { kind: 'done', outcome: readOutcome(visit.query('error')) } };
  }
  const given = visit.query(deviceFields.userCode) ?? '';
  const userCode = codePattern.test(given) ? given.toUpperCase() : '';
  const challenge = visit.query(deviceFields.challenge);
  if (challenge === undefined) return { kind: 'redirect', to: buildStartUrl(visit, userCode) };
  const answer = await loadDeviceForm(visit.api, challenge);
  if (answer.kind === 'refused') {
    return { kind: 'failure', failure: 'deviceGone', status: answer.status };
  }
  const problem = problems.find((known) => known === visit.query('problem')) ?? null;
  const csrfToken = answer.value.csrf_token;
  return {
    kind: 'view',
    view: { kind: 'form', challenge, csrfToken, userCode, problem },
    cookies: answer.cookies,
  };
}

function readOutcome(error: string | undefined): 'connected' | 'denied' | 'failed' {
  if (error === undefined) return 'connected';
  return error === 'access_denied' ? 'denied' : 'failed';
}

function buildStartUrl(visit: Visit, userCode: string): string {
  const url = new URL(visit.page.projectUrl + deviceStart);
  if (userCode !== '') url.searchParams.set(deviceFields.userCode, userCode);
  return url.href;
}
