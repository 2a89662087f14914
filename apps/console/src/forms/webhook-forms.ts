import { webhookEventTypes } from '@gatehouse/protocol';
import type { FormAction, FormRequest } from './form-action.ts';
import { FormError } from './form-error.ts';

/** The field of an event: each has one of its own, so that all are filled in again. */
export const eventField = (type: string) => `event:${type}`;

function readInput({ fields }: FormRequest) {
  const url = fields.required('url', 'Say where the events go: a URL of your own server.');
  const events = webhookEventTypes.filter((type) => fields.text(eventField(type)) !== '');
  if (events.length === 0) throw new FormError('Choose at least one event.');
  return { url, description: fields.text('description'), events };
}

function readWebhook({ fields }: FormRequest) {
  return { params: { project: fields.text('_project'), webhook: fields.text('_webhook') } };
}

const webhookPath = ({ project, webhook }: { project: string; webhook: string }) =>
  `/projects/${project}/webhooks/${webhook}`;

const showSecret = (secret: string) => ({
  kind: 'secret' as const,
  title: 'The secret of the webhook',
  label: 'Signing secret',
  value: secret,
  lines: `GATEHOUSE_WEBHOOK_SECRET=${secret}`,
});

export const createWebhook: FormAction = async (request) => {
  const body = readInput(request);
  const project = request.fields.text('_project');
  const created = await request.api.call('createWebhook', { params: { project }, body });
  return { to: webhookPath({ project, webhook: created.id }), flash: showSecret(created.secret) };
};

export const editWebhook: FormAction = async (request) => {
  const { params } = readWebhook(request);
  await request.api.call('updateWebhook', { params, body: readInput(request) });
  return { to: webhookPath(params), flash: { kind: 'notice', text: 'The webhook is saved.' } };
};

export const setWebhookState: FormAction = async (request) => {
  const { params } = readWebhook(request);
  const enabled = request.fields.text('_state') === 'enabled';
  await request.api.call('updateWebhook', { params, body: { enabled } });
  const text = enabled
    ? 'The webhook is enabled. It is told what happens from now on.'
    : 'The webhook is disabled. Nothing is sent to it.';
  return { to: webhookPath(params), flash: { kind: 'notice', text } };
};

export const rotateWebhookSecret: FormAction = async (request) => {
  const { params } = readWebhook(request);
  const { secret } = await request.api.call('rotateWebhookSecret', { params });
  return { to: webhookPath(params), flash: showSecret(secret) };
};

export const testWebhook: FormAction = async (request) => {
  const { params } = readWebhook(request);
  await request.api.call('testWebhook', { params });
  const text = 'A test event is on its way. How it went stands among the deliveries in a moment.';
  return { to: webhookPath(params), flash: { kind: 'notice', text } };
};

export const redeliverWebhook: FormAction = async (request) => {
  const { params } = readWebhook(request);
  const delivery = request.fields.text('_delivery');
  await request.api.call('redeliverWebhook', { params: { ...params, delivery } });
  const text = 'It is sent again under the same id.';
  return { to: webhookPath(params), flash: { kind: 'notice', text } };
};

export const deleteWebhook: FormAction = async (request) => {
  const { params } = readWebhook(request);
  await request.api.call('deleteWebhook', { params });
  return {
    to: `/projects/${params.project}/webhooks`,
    flash: { kind: 'notice', text: 'The webhook is deleted. Nothing more is sent to it.' },
  };
};
