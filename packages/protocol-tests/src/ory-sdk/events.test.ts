import { beforeAll, describe, expect, it } from 'vitest';
import { managementApi } from '../drivers/running-product.ts';
import { managementSdk, refusalOf } from './sdk.ts';

describe('@ory/client, events', () => {
  const { events: sdk } = managementSdk();
  let projectId: string;

  beforeAll(async () => {
    projectId = (await managementApi().createProject()).address.id;
  });

  const create = async (https_endpoint: string): Promise<string> => {
    const { data } = await sdk.createEventStream({
      projectId,
      createEventStreamBody: { type: 'https', https_endpoint },
    });
    return String(data.id);
  };
  const list = async () => (await sdk.listEventStreams({ projectId })).data.event_streams ?? [];

  it('SDK-createEventStream makes a webhook that is told of every event', async () => {
    const { data, status } = await sdk.createEventStream({
      projectId,
      createEventStreamBody: { type: 'https', https_endpoint: 'https://hooks.example.com/ory' },
    });
    expect(status).toBe(201);
    expect(data).toMatchObject({
      type: 'https',
      https_endpoint: 'https://hooks.example.com/ory',
      status: 'active',
      created_at: expect.any(String),
    });
    const webhook = await managementApi().call(`/projects/${projectId}/webhooks/${data.id}`);
    expect(webhook.json()).toMatchObject({
      enabled: true,
      events: expect.arrayContaining(['identity.created', 'client.deleted']),
    });
  });

  it('SDK-createEventStream refuses SNS and addresses that nothing is sent to, by name', async () => {
    const sns = await refusalOf(
      sdk.createEventStream({
        projectId,
        createEventStreamBody: { type: 'sns', topic_arn: 'arn:aws:sns:eu:1:a', role_arn: 'arn' },
      }),
    );
    expect(sns).toBe(400);
    const internal = await refusalOf(
      sdk.createEventStream({
        projectId,
        createEventStreamBody: { type: 'https', https_endpoint: 'https://169.254.169.254/' },
      }),
    );
    expect(internal).toBe(400);
  });

  it('SDK-listEventStreams lists the webhooks of the project', async () => {
    const id = await create('https://hooks.example.com/listed');
    expect(await list()).toContainEqual(
      expect.objectContaining({ id, https_endpoint: 'https://hooks.example.com/listed' }),
    );
  });

  it('SDK-setEventStream moves, pauses and resumes; what is left out stays', async () => {
    const eventStreamId = await create('https://hooks.example.com/before');
    const set = async (
      setEventStreamBody: NonNullable<
        Parameters<typeof sdk.setEventStream>[0]['setEventStreamBody']
      >,
    ) => (await sdk.setEventStream({ projectId, eventStreamId, setEventStreamBody })).data;
    expect(await set({ status: 'paused' })).toMatchObject({
      status: 'paused',
      https_endpoint: 'https://hooks.example.com/before',
    });
    expect(await set({ https_endpoint: 'https://hooks.example.com/after' })).toMatchObject({
      status: 'paused',
      https_endpoint: 'https://hooks.example.com/after',
    });
    expect(await set({ status: 'active' })).toMatchObject({ status: 'active' });
  });

  it('SDK-deleteEventStream ends it', async () => {
    const eventStreamId = await create('https://hooks.example.com/deleted');
    const { status } = await sdk.deleteEventStream({ projectId, eventStreamId });
    expect(status).toBe(204);
    expect(await list()).not.toContainEqual(expect.objectContaining({ id: eventStreamId }));
  });
});
