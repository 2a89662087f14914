import { randomUUID } from 'node:crypto';
import { buildMail, sealMail } from '@gatehouse/keys';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../../../test/project-api-fixture.ts';

let api: ProjectApiFixture;
let home: TestProject;
let other: TestProject;
beforeAll(async () => {
  api = await startProjectApi();
  home = await api.createProject();
  other = await api.createProject();
});
afterAll(() => api.close());

const scopeOf = ({ project: { projectId, workspaceId } }: TestProject) => ({
  projectId,
  workspaceId,
});
const orderFor = (recipient: string) =>
  ({ recipient, template: 'registration_attempt', locale: 'en' }) as const;

async function queue(recipient: string, project = home): Promise<string> {
  const scope = scopeOf(project);
  const place = { projectId: scope.projectId, messageId: randomUUID() };
  const mail = buildMail(api.tenants, place, orderFor(recipient));
  await api.tenants.store.withProject(scope, (tx) => tx.messages.queue(mail, 100));
  return place.messageId;
}

const get = (path: string, apiKey = home.apiKey, project = home) =>
  api.send(`/p/${project.project.slug}/admin/courier/messages${path}`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });

it("answers a message in Ory's form, and what it says only while it is kept", async () => {
  const messageId = await queue('Ann@example.com');
  const before = await get(`/${messageId}`);
  expect(before.status).toBe(200);
  expect(before.json).toEqual({
    id: messageId,
    status: 'queued',
    type: 'email',
    recipient: 'Ann@example.com',
    subject: '',
    body: '',
    template_type: 'registration_attempt',
    channel: '',
    send_count: 0,
    created_at: expect.any(String),
    updated_at: expect.any(String),
  });
  const scope = scopeOf(home);
  const place = { projectId: scope.projectId, messageId };
  const rendered = { subject: 'Hello', text: 'The text', html: '<p>The text</p>' };
  await api.tenants.store.withProject(scope, (tx) =>
    tx.messages.settle(messageId, {
      status: 'sent',
      channel: 'viewer',
      sealed: sealMail(api.tenants, place, { ...orderFor('Ann@example.com'), rendered }),
    }),
  );
  const after = await get(`/${messageId}`);
  expect(after.json).toMatchObject({ status: 'sent', subject: 'Hello', body: 'The text' });
});

it('lists by recipient in any case and by state, in pages, newest first', async () => {
  for (let count = 0; count < 3; count += 1) await queue('bob@example.com');
  const ids = async (query: string) => {
    const answer = await get(query);
    const items: unknown = JSON.parse(answer.text);
    return Array.isArray(items) ? items.map((item: { id: string }) => item.id) : [];
  };
  const all = await ids('?recipient=BOB@example.com');
  expect(all).toHaveLength(3);
  expect(all).toEqual(all.toSorted().toReversed());
  const first = await get('?recipient=BOB@example.com&page_size=2');
  const token = /page_token=([^&>]+)[^,]*rel="next"/.exec(String(first.headers['link']))?.[1];
  expect(await ids(`?recipient=BOB@example.com&page_size=2&page_token=${token}`)).toEqual(
    all.slice(2),
  );
  expect(await ids('?recipient=BOB@example.com&status=sent')).toEqual([]);
  expect((await get('?status=lost')).status).toBe(400);
});

it('shows nothing of another project, and nothing to a key without the permission', async () => {
  const messageId = await queue('eve@example.com', other);
  expect((await get(`/${messageId}`)).status).toBe(404);
  expect((await get('', home.apiKey, other)).status).toBe(401);
  expect((await get(`/${messageId}`, other.apiKey, other)).status).toBe(200);
});
