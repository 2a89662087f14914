// What is posted to a flow: a form, or JSON whose nested members are named as the form's fields are.

import type { Submission } from '@gatehouse/identity-engine';
import type { ProjectRequest } from '../http/project-request.ts';
import { malformedRequest } from '../http/refusal.ts';
import type { RouteContext } from '../routes/route.ts';
import { readDevice } from '../sessions/device.ts';
import { isJsonBody } from './answer-form.ts';
import { isFromBrowser } from './check-same-origin.ts';
import { readCookie } from './cookies.ts';
import { readLocale } from './read-locale.ts';

// Kratos's extension points; nothing here reads them.
const ignoredMembers = new Set(['transient_payload']);

/** Throws a Refusal: 400 for a malformed body, 415 for another media type. */
export function readSubmission(
  request: ProjectRequest,
  { identity }: Pick<RouteContext, 'identity'>,
): Submission {
  const cookies = identity.cookiesOf(request.project);
  const header = request.header('cookie');
  return {
    flowId: request.readQuery().get('flow') ?? '',
    fields: isJsonBody(request) ? readJsonFields(request.readJson()) : readFormFields(request),
    browserSecret: readCookie(header, cookies.flow),
    sessionToken: readCookie(header, cookies.session),
    device: readDevice(request),
    locale: readLocale(request),
    isFromBrowser: isFromBrowser(request),
  };
}

function readFormFields(request: ProjectRequest): ReadonlyMap<string, string> {
  const { values, duplicated } = request.readFormBody();
  if (duplicated.size > 0) throw malformedRequest('A field is included more than once.');
  return values;
}

function readJsonFields(body: unknown): ReadonlyMap<string, string> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw malformedRequest('The body is not a JSON object.');
  }
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(body)) {
    if (ignoredMembers.has(name)) continue;
    if (name === 'traits' && typeof value === 'object' && value !== null) {
      for (const [trait, text] of Object.entries(value)) addField(fields, `traits.${trait}`, text);
    } else addField(fields, name, value);
  }
  return fields;
}

function addField(fields: Map<string, string>, name: string, value: unknown): void {
  if (value === null) return;
  if (typeof value !== 'string') throw malformedRequest('Each field of a flow is text.');
  fields.set(name, value);
}
