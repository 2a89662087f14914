import { beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, startProject } from '../host-mode/cli-project.ts';
import { decoded, expectJson, expectOryError } from '../host-mode/decoders.ts';
import { targetForms } from '../host-mode/ory-cli.ts';

describe.each(targetForms)('event stream commands, with targets in %s form', (targetForm) => {
  let project: CliProject;
  let path: string;

  beforeAll(async () => {
    project = await startProject(targetForm);
    path = `/projects/${project.id}/eventstreams`;
  });

  /** Flags that were not given are sent as empty strings. */
  const create = (https_endpoint: string) =>
    project.cli.console(path, {
      json: { type: 'https', https_endpoint, topic_arn: '', role_arn: '' },
    });
  const set = (id: string, json: Readonly<Record<string, string>>) =>
    project.cli.console(`${path}/${id}`, { method: 'PUT', json });

  it('ory create event-stream answers 201 with what it made', async () => {
    const created = await create('https://hooks.example.com/created');
    expectJson(created, 201);
    expect(created.json()).toMatchObject({
      ...decoded.eventStream,
      https_endpoint: 'https://hooks.example.com/created',
      status: 'active',
    });
  });

  it('ory create event-stream with a topic of SNS is refused with what is offered instead', async () => {
    const json = {
      type: 'sns',
      topic_arn: 'arn:aws:sns:us-east-1:123456789012:topic',
      role_arn: 'arn:aws:iam::123456789012:role/role',
    };
    const refused = await project.cli.console(path, { json });
    expectOryError(refused, 400);
    expect(refused.text).toContain('https_endpoint');
  });

  it('ory list event-streams lists them', async () => {
    const id = (await create('https://hooks.example.com/listed')).stringAt('id');
    const listed = await project.cli.console(path);
    expectJson(listed, 200);
    expect(listed.json()).toMatchObject({
      event_streams: expect.arrayContaining([
        expect.objectContaining({ ...decoded.eventStream, id }),
      ]),
    });
  });

  it('ory update, pause and resume event-stream change one thing each', async () => {
    const id = (await create('https://hooks.example.com/before')).stringAt('id');
    const moved = await set(id, { type: 'https', https_endpoint: 'https://hooks.example.com/new' });
    expectJson(moved, 200);
    expect(moved.json()).toMatchObject({
      https_endpoint: 'https://hooks.example.com/new',
      status: 'active',
    });
    expect((await set(id, { status: 'paused' })).json()).toMatchObject({
      https_endpoint: 'https://hooks.example.com/new',
      status: 'paused',
    });
    expect((await set(id, { status: 'active' })).json()).toMatchObject({ status: 'active' });
  });

  it('ory delete event-stream answers 204, and 404 the second time', async () => {
    const id = (await create('https://hooks.example.com/deleted')).stringAt('id');
    const remove = () => project.cli.console(`${path}/${id}`, { method: 'DELETE' });
    expect((await remove()).status).toBe(204);
    expectOryError(await remove(), 404);
  });
});
