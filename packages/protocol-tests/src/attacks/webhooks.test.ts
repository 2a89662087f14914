// What a customer's server can rely on: that a webhook is from here, new, meant for it, and told although
// others hang. The server verifies as the documentation shows it.

import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Browser, createPerson } from '../drivers/browser.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebhookReceiver } from '../drivers/webhook-receiver.ts';

const api = managementApi();
const soon = { timeout: 20_000, interval: 50 };

interface Endpoint {
  readonly receiver: WebhookReceiver;
  readonly path: string;
}

describe('webhooks', () => {
  let project: ProjectApi;
  const endpoints: Endpoint[] = [];

  beforeAll(async () => {
    project = await api.createProject('Webhooks');
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const { receiver, path } of endpoints.splice(0)) {
      await api.call(path, { method: 'DELETE' });
      await receiver.stop();
    }
  });

  async function addEndpoint(
    of: ProjectApi = project,
    events: readonly string[] = ['client.created'],
  ): Promise<Endpoint> {
    const receiver = await WebhookReceiver.start();
    const list = `/projects/${of.address.id}/webhooks`;
    const created = await api.call(list, {
      method: 'POST',
      json: { url: receiver.url, events },
    });
    expect(created.status, created.describe()).toBe(201);
    receiver.secret = created.stringAt('secret');
    const endpoint = { receiver, path: `${list}/${created.stringAt('id')}` };
    endpoints.push(endpoint);
    return endpoint;
  }

  /** @returns the message that the endpoint got last, once there are so many. */
  async function nextMessage({ receiver }: Endpoint, count = 1) {
    await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThanOrEqual(count), soon);
    const message = receiver.received[count - 1];
    if (message === undefined) throw new Error('There is no such message.');
    return message;
  }

  /** @returns the newest delivery, once it stands like that. */
  async function deliveryWith({ path }: Endpoint, status: string) {
    return vi.waitFor(async () => {
      const listed = (await api.call(`${path}/deliveries`)).json()['deliveries'];
      const [delivery] = Array.isArray(listed) ? listed : [];
      expect(delivery).toMatchObject({ status });
      return delivery;
    }, soon);
  }

  it('attack 122: a genuine message says what happened where and when, with ids only, and is taken', async () => {
    const endpoint = await addEndpoint();
    const { clientId } = await project.createClient({ client_name: 'Not told' });
    const { body, status } = await nextMessage(endpoint);
    expect(status).toBe(204);
    expect(JSON.parse(body)).toEqual({
      type: 'client.created',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      project_id: project.address.id,
      data: { client_id: clientId },
    });
    const delivery = await deliveryWith(endpoint, 'delivered');
    expect(delivery.attempts).toEqual([
      {
        at: expect.any(String),
        duration_ms: expect.any(Number),
        response_status: 204,
        fault: null,
      },
    ]);
    expect(delivery.next_attempt_at).toBeNull();
  });

  it('attack 122: whoever registers and signs in is told of by ids, without an address or a name', async () => {
    const endpoint = await addEndpoint(project, ['identity.created', 'session.created']);
    const person = createPerson();
    await new Browser(project).register(person);
    const opened = await project.get('/self-service/login/api');
    const flow = JSON.parse(opened.text) as { ui: { action: string } };
    const { email: identifier, password } = person;
    const answer = await fetch(flow.ui.action, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ method: 'password', identifier, password }),
    });
    expect(answer.status).toBe(200);
    await nextMessage(endpoint, 2);
    const { received } = endpoint.receiver;
    const events = received.map(({ body }) => JSON.parse(body));
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      'identity.created',
      'session.created',
    ]);
    const [first, second] = events;
    expect(first.data.identity_id).toBe(second.data.identity_id);
    expect(received.map(({ body }) => body).join()).not.toMatch(/@|Ada/);
  });

  it('attack 122: an altered body, id or timestamp, a missing signature and the secret of another endpoint are refused', async () => {
    const endpoint = await addEndpoint();
    const other = await addEndpoint();
    await project.createClient();
    const { headers, body } = await nextMessage(endpoint);
    const foreign = await nextMessage(other);
    const later = String(Number(headers['webhook-timestamp']) + 1);
    const { 'webhook-signature': _, ...unsigned } = headers;
    const spoofs = [
      { headers, body: body.replace('client.created', 'client.deleted') },
      { headers: { ...headers, 'webhook-id': 'another' }, body },
      { headers: { ...headers, 'webhook-timestamp': later }, body },
      { headers: { ...headers, 'webhook-signature': '' }, body },
      { headers: { ...headers, 'webhook-signature': 'v1,' }, body },
      { headers: unsigned, body },
      { headers: foreign.headers, body: foreign.body },
      { headers: {}, body },
    ];
    for (const spoof of spoofs) expect(await endpoint.receiver.send(spoof)).toBe(401);
    expect(await endpoint.receiver.send({ headers, body })).toBe(204);
  });

  it('attack 122: what was captured is refused once it is older than five minutes', async () => {
    const endpoint = await addEndpoint();
    await project.createClient();
    const { headers, body } = await nextMessage(endpoint);
    const sentAt = Number(headers['webhook-timestamp']) * 1000;
    vi.useFakeTimers({ toFake: ['Date'], now: sentAt + 299_000 });
    expect(await endpoint.receiver.send({ headers, body })).toBe(204);
    vi.setSystemTime(sentAt + 301_000);
    expect(await endpoint.receiver.send({ headers, body })).toBe(401);
    const fresh = { ...headers, 'webhook-timestamp': String(sentAt / 1000 + 301) };
    expect(await endpoint.receiver.send({ headers: fresh, body })).toBe(401);
  });

  it('attack 122: after a rotation the secret before it and the new one both verify, and neither is shown again', async () => {
    const endpoint = await addEndpoint();
    const rotated = await api.call(`${endpoint.path}/rotate`, { method: 'POST' });
    const secret = rotated.stringAt('secret');
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(secret).not.toBe(endpoint.receiver.secret);
    await project.createClient();
    expect((await nextMessage(endpoint)).status).toBe(204);
    endpoint.receiver.secret = secret;
    await project.createClient();
    expect((await nextMessage(endpoint, 2)).status).toBe(204);
    const shown = (await api.call(endpoint.path)).text;
    expect(shown).not.toContain('whsec_');
  });

  it('attack 122: a message that was not taken is tried again under its id, freshly signed, and so it is when it is asked for again', async () => {
    const endpoint = await addEndpoint();
    endpoint.receiver.mood = 503;
    await project.createClient();
    const first = await nextMessage(endpoint);
    const waiting = await deliveryWith(endpoint, 'pending');
    expect(waiting.attempts[0]).toMatchObject({ response_status: 503, fault: 'refused_status' });
    expect(Date.parse(waiting.next_attempt_at)).toBeGreaterThan(Date.now());
    endpoint.receiver.mood = undefined;
    const second = await nextMessage(endpoint, 2);
    expect(second).toMatchObject({ status: 204, body: first.body });
    const delivery = await deliveryWith(endpoint, 'delivered');
    expect(delivery.attempts).toHaveLength(2);

    const path = `${endpoint.path}/deliveries/${delivery.id}/redeliver`;
    expect((await api.call(path, { method: 'POST' })).status).toBe(200);
    const third = await nextMessage(endpoint, 3);
    expect(third).toMatchObject({ status: 204, body: first.body });
    const ids = endpoint.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids)).toEqual(new Set([delivery.event_id]));
    expect(second.headers['webhook-signature']).not.toBe(first.headers['webhook-signature']);
  });

  it('attack 122: what happens in one project is told to its own endpoints alone, and known to nobody else', async () => {
    const other = await api.createProject('Another');
    const endpoint = await addEndpoint();
    const foreign = await addEndpoint(other);
    await project.createClient();
    await nextMessage(endpoint);
    await other.createClient();
    const { body } = await nextMessage(foreign);
    expect(JSON.parse(body)).toMatchObject({ project_id: other.address.id });
    expect(endpoint.receiver.received).toHaveLength(1);
    const id = endpoint.path.slice(endpoint.path.lastIndexOf('/') + 1);
    const delivery = await deliveryWith(endpoint, 'delivered');
    const elsewhere = `/projects/${other.address.id}/webhooks/${id}`;
    for (const [method, path] of [
      ['GET', elsewhere],
      ['DELETE', elsewhere],
      ['POST', `${elsewhere}/test`],
      ['POST', `${elsewhere}/rotate`],
      ['GET', `${elsewhere}/deliveries`],
      ['GET', `${elsewhere}/deliveries/${delivery.id}`],
      ['POST', `${elsewhere}/deliveries/${delivery.id}/redeliver`],
    ] as const) {
      expect((await api.call(path, { method })).status, path).toBe(404);
    }
    expect((await api.call(endpoint.path)).status).toBe(200);
    expect(endpoint.receiver.received).toHaveLength(1);
  });

  it('attack 122: an endpoint that hangs holds up neither the others nor what it is told of', async () => {
    const hanging = await addEndpoint();
    hanging.receiver.mood = 'silent';
    const since = performance.now();
    await Promise.all(Array.from({ length: 12 }, () => project.createClient()));
    expect(performance.now() - since).toBeLessThan(5_000);
    const well = await addEndpoint(await api.createProject('Well'));
    const beside = await addEndpoint();
    const told = performance.now();
    await Promise.all([
      api.call(`${well.path}/test`, { method: 'POST' }),
      api.call(`${beside.path}/test`, { method: 'POST' }),
    ]);
    await Promise.all([nextMessage(well), nextMessage(beside)]);
    expect(performance.now() - told).toBeLessThan(4_500);
    const delivery = await vi.waitFor(async () => {
      const listed = (await api.call(`${hanging.path}/deliveries`)).json()['deliveries'];
      const tried = Array.isArray(listed) && listed.find(({ attempts }) => attempts.length > 0);
      expect(tried).toBeTruthy();
      return tried;
    }, soon);
    expect(delivery.attempts[0]).toMatchObject({ response_status: null, fault: 'timeout' });
  });

  it('attack 78: no webhook leads to a private address, and a redirect of one is not followed', async () => {
    const list = `/projects/${project.address.id}/webhooks`;
    for (const url of [
      'https://10.0.0.1/',
      'https://169.254.169.254/latest/meta-data/',
      'https://[::ffff:10.0.0.1]/',
      'https://0xa000001/',
      'http://hooks.example.com/',
      'gopher://hooks.example.com/',
      'file:///etc/passwd',
    ]) {
      const json = { url, events: ['client.created'] };
      const refused = await api.call(list, { method: 'POST', json });
      expect(refused.status, url).toBe(400);
    }
    const endpoint = await addEndpoint();
    const internal = await addEndpoint();
    endpoint.receiver.mood = { redirectTo: `${internal.receiver.url}/internal` };
    await project.createClient();
    await nextMessage(endpoint);
    const delivery = await deliveryWith(endpoint, 'pending');
    expect(delivery.attempts[0]).toMatchObject({ response_status: 307, fault: 'redirect' });
    expect(internal.receiver.paths).not.toContain('/webhooks/internal');
  });
});
