// Spellings of a path that a guard in front of a router might read differently from the router itself.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer } from '../drivers/credentials.ts';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { sendRaw, statusOf } from '../drivers/raw-connection.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';

const api = managementApi();

const spellings: Readonly<Record<string, (base: string) => string>> = {
  'a percent-encoded letter': (base) => `${base}/%61dmin/clients`,
  'a doubly encoded letter': (base) => `${base}/%2561dmin/clients`,
  'another case': (base) => `${base}/ADMIN/clients`,
  'a doubled slash': (base) => `${base}//admin/clients`,
  'a doubled slash inside': (base) => `${base}/admin//clients`,
  'a trailing slash': (base) => `${base}/admin/clients/`,
  'a leading slash': (base) => `/${base}/admin/clients`,
  'a matrix parameter': (base) => `${base}/admin;x=1/clients`,
  'a matrix parameter at the end': (base) => `${base}/admin/clients;x`,
  'a dot segment': (base) => `${base}/./admin/clients`,
  'a double dot': (base) => `${base}/oauth2/../admin/clients`,
  'an encoded double dot': (base) => `${base}/oauth2/%2e%2e/admin/clients`,
  'an encoded slash': (base) => `${base}/admin%2fclients`,
  'a backslash': (base) => `${base}/admin\\clients`,
  'an encoded NUL': (base) => `${base}/admin/clients%00`,
  'a public prefix': (base) => `${base}/.well-known/../admin/clients`,
  'an extension': (base) => `${base}/admin/clients.json`,
  'an overlong letter': (base) => `${base}/%c1%a1dmin/clients`,
  'a fragment': (base) => `${base}/admin/clients%23`,
  'an encoded question mark': (base) => `${base}/admin/clients%3f`,
};

const managementSpellings: Readonly<Record<string, string>> = {
  'a percent-encoded letter': '/%61pi/projects',
  'another case': '/API/projects',
  'a doubled slash': '//api/projects',
  'a doubled slash inside': '/api//projects',
  'a trailing slash': '/api/projects/',
  'a matrix parameter': '/api;x/projects',
  'a matrix parameter at the end': '/api/projects;x',
  'a double dot': '/api/docs/../projects',
  'an encoded double dot': '/api/docs/%2e%2e/projects',
  'an encoded slash': '/api%2fprojects',
  'a public prefix': '/health/../api/projects',
};

describe('path tricks', () => {
  let project: ProjectApi;
  let clientId: string;
  let rows: StoredRows;

  beforeAll(async () => {
    project = await api.createProject();
    clientId = (await project.createClient({ client_id: 'path-canary' })).clientId;
    rows = await StoredRows.open(runningProduct().home);
  });

  afterAll(() => rows.close());

  it.each(Object.keys(spellings))(
    'attack 94: %s reaches no administration without a key',
    async (spelling) => {
      const path = spellings[spelling]?.(project.basePath) ?? '';
      for (const method of ['GET', 'HEAD', 'POST']) {
        const answer = await sendHttp({ origin: project.origin, path, method });
        expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
        expect(answer.status, `${method} ${path}`).toBeLessThan(500);
        expect(answer.text).not.toContain(clientId);
      }
    },
  );

  it.each(Object.entries(managementSpellings))(
    'attack 94: %s reaches no management API without a key (%s)',
    async (_spelling, path) => {
      for (const method of ['GET', 'HEAD', 'POST']) {
        const answer = await sendHttp({ origin: project.origin, path, method });
        expect(answer.status, method).toBeGreaterThanOrEqual(400);
        expect(answer.status, method).toBeLessThan(500);
        expect(answer.text).not.toContain(project.address.id);
      }
    },
  );

  it('attack 94: HEAD runs the same guard as GET', async () => {
    for (const path of [`${project.basePath}/admin/clients`, '/api/projects', '/api/workspaces']) {
      const answer = await sendHttp({ origin: project.origin, path, method: 'HEAD' });
      expect([401, 404, 405], path).toContain(answer.status);
    }
  });

  it('attack 94: one path is one resource: a spelling that is accepted has the same rights', async () => {
    const limited = await api.createProjectKey(project.address.id, {
      scopes: ['tokens:introspect'],
    });
    for (const [spelling, build] of Object.entries(spellings)) {
      const answer = await sendHttp({
        origin: project.origin,
        path: build(project.basePath),
        headers: { authorization: bearer(limited) },
      });
      expect(answer.status, spelling).toBeGreaterThanOrEqual(400);
      expect(answer.status, spelling).toBeLessThan(500);
      expect(answer.text).not.toContain(clientId);
    }
  });

  it('attack 94: a client id with path characters is never taken for a path', async () => {
    const before = await rows.digest(project.address.id);
    for (const id of [
      '..%2f..%2fadmin',
      '%2e%2e',
      'a%2fsecrets%2frotate',
      '.%2e%2fclients',
      '%00',
    ]) {
      const answer = await project.admin(`/clients/${id}`, { method: 'DELETE' });
      expect([400, 404], id).toContain(answer.status);
    }
    expect(await rows.digest(project.address.id)).toEqual(before);
  });

  it.each([
    ['two content lengths', 'content-length: 3\r\ncontent-length: 30\r\n'],
    ['length and chunks', 'content-length: 3\r\ntransfer-encoding: chunked\r\n'],
    ['a folded header', 'x-a: b\r\n c\r\n'],
    ['a blank before the colon', 'transfer-encoding : chunked\r\n'],
    ['an unknown coding', 'transfer-encoding: identity, chunked, xchunked\r\n'],
    ['a NUL in a header', 'x-a: b\u0000c\r\n'],
  ])(
    'attack 94: a request that two parsers could read differently is refused: %s',
    async (_what, header) => {
      const answer = await sendRaw(project.origin, [
        `POST ${project.basePath}/oauth2/token HTTP/1.1\r\nhost: x\r\n${header}content-type: application/x-www-form-urlencoded\r\n\r\n`,
        `0\r\n\r\nGET ${project.basePath}/admin/clients HTTP/1.1\r\nhost: x\r\n\r\n`,
      ]);
      expect(statusOf(answer)).toBeGreaterThanOrEqual(400);
      expect(statusOf(answer)).toBeLessThan(500);
      expect(answer.match(/HTTP\/1\.1 /g)?.length).toBeLessThanOrEqual(2);
      expect(answer).not.toContain(clientId);
    },
  );
});
