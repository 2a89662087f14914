// Another way between processes, beside notifications: what this one changed goes out, what others say is heard.

import { createProjectId, createTestProject, createTestWorkspace } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChangeBroadcast, connectDatabase, type Database } from '../connect-database.ts';

let urls: TestDatabase;
let database: Database;
const published: string[] = [];
const listeners: ((projectId: string) => void)[] = [];
const broadcast: ChangeBroadcast = {
  publish: (projectId) => void published.push(projectId),
  subscribe: (listener) => void listeners.push(listener),
};
const hear = (text: string) => {
  for (const listener of listeners) listener(text);
};

beforeAll(async () => {
  urls = await createTestDatabase();
  database = await connectDatabase({ ...urls, broadcast });
});
afterAll(async () => {
  await database?.close();
  await urls?.drop();
});

test('a change of this process is published once it is committed', async () => {
  const { workspaceId } = await createTestWorkspace(database.control);
  const scope = await createTestProject(database.control, workspaceId);
  published.length = 0;
  await database.control.withProject(scope, async (tx) => {
    await tx.updateProject({ name: 'Renamed' });
    expect(published).toEqual([]);
  });
  expect(published).toEqual([scope.projectId]);
});

test('what others say is announced and not said again; what is no id is ignored', () => {
  const heard: string[] = [];
  const stop = database.changes.subscribe((projectId) => heard.push(projectId));
  const projectId = createProjectId();
  published.length = 0;
  hear(projectId);
  hear("'; DROP TABLE projects; --");
  stop();
  expect(heard).toEqual([projectId]);
  expect(published).toEqual([]);
});
