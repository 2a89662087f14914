// The settings that have a form. What it leaves empty is the default.

import type { JsonPatch } from '@gatehouse/contracts';
import { buildProjectSettings, environments } from '@gatehouse/protocol';
import type { FormAction, FormOutcome, FormRequest } from './form-action.ts';
import { FormError } from './form-error.ts';

export const editProject: FormAction = (request) => {
  const { fields } = request;
  const environment = environments.find((known) => known === fields.text('environment'));
  if (environment === undefined) throw new FormError('Choose an environment.');
  const name = fields.required('name', 'Give the project a name.');
  return patch(request, 'The project is saved.', [
    { op: 'replace', path: '/name', value: name },
    { op: 'replace', path: '/environment', value: environment },
  ]);
};

export const editBranding: FormAction = (request) => {
  const { fields } = request;
  const texts = [
    'primary_color',
    'logo_light',
    'logo_dark',
    'terms_of_service_url',
    'privacy_policy_url',
  ];
  const base = '/services/account_experience/config';
  return patch(request, 'The hosted pages look like this from now on.', [
    // An empty text is the default of each.
    ...texts.map((field) => set(`${base}/${field}`, fields.text(field))),
    set(`${base}/hide_ory_branding`, fields.text('hide_ory_branding') === 'on'),
  ]);
};

export const editSignIn: FormAction = async (request) => {
  const { fields } = request;
  const minLength = Number(fields.text('min_password_length'));
  const lifetimes = '/services/oauth2/config/ttl';
  return patch(request, 'The settings are saved and count for every request from now on.', [
    ...(await decideRegistration(request)),
    set(`${identityPath}/methods/password/config/min_password_length`, minLength),
    set(`${lifetimes}/access_token`, readDuration(request, 'access_token')),
    set(`${lifetimes}/refresh_token`, readDuration(request, 'refresh_token')),
  ]);
};

export const editRegistration: FormAction = (request) => {
  const isEnabled = request.fields.text('registration_enabled') === 'on';
  return patch(
    request,
    isEnabled ? 'Clients can register themselves now.' : 'No client registers itself any more.',
    [set('/services/oauth2/config/oidc/dynamic_client_registration/enabled', isEnabled)],
  );
};

const identityPath = '/services/identity/config/selfservice';

/** The installation's own way is no value but the absence of one. */
async function decideRegistration({ fields, api }: FormRequest): Promise<JsonPatch> {
  const path = `${identityPath}/flows/registration/enabled`;
  const choice = fields.text('registration');
  if (choice === 'open' || choice === 'closed') return [set(path, choice === 'open')];
  const params = { project_id: fields.text('_project') };
  const { identity } = buildProjectSettings(await api.call('getProject', { params }));
  return identity.registration === 'default' ? [] : [{ op: 'remove', path }];
}

function readDuration({ fields }: FormRequest, field: string): string {
  return fields.required(field, 'Say how long tokens live, such as 1h or 30m.');
}

function set(path: string, value: unknown): JsonPatch[number] {
  return { op: 'add', path, value };
}

async function patch(
  { fields, api }: FormRequest,
  text: string,
  body: JsonPatch,
): Promise<FormOutcome> {
  const project_id = fields.text('_project');
  await api.call('patchProject', { params: { project_id }, body });
  return { to: `/projects/${project_id}/settings`, flash: { kind: 'notice', text } };
}
