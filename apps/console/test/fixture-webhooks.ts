// Webhooks of the management API that answers from memory.

const projectId = '7f0c2f8e-92b4-4d0b-8a25-64c1a1f4c102';
export const webhookId = '5b1d7c20-3c1c-4e57-8f0e-1a2b3c4d5e06';
export const deliveryId = '019b2c5e-7d1e-7c43-9a55-0d3c5f2f1b6a';
const secondDeliveryId = '019b2c5e-1a0f-7b12-8c44-9e8d7c6b5a49';
const times = { created_at: '2026-11-20T09:14:00Z', updated_at: '2026-11-23T16:40:00Z' };

const webhooks = [
  {
    id: webhookId,
    project_id: projectId,
    url: 'https://hooks.ledger.example.com/gatehouse/events',
    description: 'Keeps the ledger in step',
    events: ['identity.created', 'identity.deleted', 'client.created'],
    enabled: true,
    previous_secret_expires_at: '2026-11-24T16:40:00Z',
    ...times,
  },
  {
    id: '5b1d7c20-3c1c-4e57-8f0e-1a2b3c4d5e07',
    project_id: projectId,
    url: 'https://mail.example.com/in',
    description: '',
    events: ['session.created'],
    enabled: false,
    previous_secret_expires_at: null,
    ...times,
  },
];

const attempt = (at: string, status: number | null, fault: string | null) => ({
  at,
  duration_ms: status === null ? 5003 : 84,
  response_status: status,
  fault,
});

const delivery = (id: string, type: string, rest: object) => ({
  id,
  webhook_id: webhookId,
  event_id: id,
  type,
  body: JSON.stringify({
    type,
    timestamp: '2026-11-23T16:40:00.000Z',
    project_id: projectId,
    data: { identity_id: '2c8e4b6a-5f1d-4a3b-8c7d-9e0f1a2b3c05' },
  }),
  next_attempt_at: null,
  created_at: '2026-11-23T16:40:00Z',
  ...rest,
});

const deliveries = [
  delivery(deliveryId, 'identity.created', {
    status: 'pending',
    attempts: [
      attempt('2026-11-23T16:40:01Z', 503, 'refused_status'),
      attempt('2026-11-23T16:40:06Z', null, 'timeout'),
    ],
    next_attempt_at: '2026-11-23T16:40:36Z',
  }),
  delivery(secondDeliveryId, 'webhook.test', {
    status: 'delivered',
    attempts: [attempt('2026-11-23T16:38:01Z', 204, null)],
  }),
];

const lastPage = { has_next_page: false, next_page_token: '' };

/** @param rest the path below `/webhooks`. */
export function answerWebhooks(rest: string, isEmpty: boolean): readonly [number, unknown] {
  const [, id, list, of] = rest.split('/');
  if (id === undefined) return [200, { webhooks: isEmpty ? [] : webhooks }];
  const webhook = webhooks.find((known) => known.id === id);
  if (webhook === undefined)
    return [404, { error: { code: 404, status: 'Not Found', message: 'It does not exist.' } }];
  if (list === undefined) return [200, webhook];
  if (of === undefined)
    return [200, { deliveries: webhook.enabled ? deliveries : [], ...lastPage }];
  return [200, deliveries.find((known) => known.id === of)];
}
