import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const api = managementApi();

/** @returns the token of the next page in a Link header, or undefined on the last page. */
function nextTokenOf(answer: HttpAnswer): string | undefined {
  const link = String(answer.headers['link'] ?? '');
  const next = link.split(',').find((part) => part.includes('rel="next"'));
  const url = next === undefined ? undefined : /<([^>]*)>/.exec(next)?.[1];
  return url === undefined
    ? undefined
    : (new URL(url, 'http://x').searchParams.get('page_token') ?? undefined);
}

describe('pagination cursors under attack', () => {
  let a: ProjectApi;
  let b: ProjectApi;
  let cursorOfA: string;

  beforeAll(async () => {
    [a, b] = await Promise.all([api.createProject(), api.createProject()]);
    for (const project of [a, b]) {
      for (let index = 0; index < 3; index += 1) await project.createClient({ owner: 'me' });
    }
    cursorOfA = nextTokenOf(await a.admin('/clients?page_size=1')) ?? '';
  });

  it('attack 74: a cursor leads through every page once', async () => {
    const seen: string[] = [];
    let token: string | undefined = '';
    while (token !== undefined) {
      const answer = await a.admin(`/clients?page_size=1&page_token=${encodeURIComponent(token)}`);
      expect(answer.status).toBe(200);
      seen.push(...answer.jsonList().map((client) => String(client['client_id'])));
      token = nextTokenOf(answer);
    }
    expect(new Set(seen).size).toBe(3);
    expect(seen).toHaveLength(3);
  });

  it('attack 74: a cursor shows nothing of what it holds', () => {
    expect(cursorOfA).not.toBe('');
    const opened = Buffer.from(cursorOfA, 'base64url').toString('latin1');
    for (const inside of [cursorOfA, opened]) {
      expect(inside).not.toContain(a.address.id);
      expect(inside).not.toMatch(/client_id|created|select|\{"/i);
    }
  });

  it('attack 74: a changed, cut, extended or invented cursor is refused', async () => {
    const middle = Math.floor(cursorOfA.length / 2);
    const changed = cursorOfA[middle] === 'A' ? 'B' : 'A';
    const forged = Buffer.from(JSON.stringify({ after: '', project_id: b.address.id }));
    for (const cursor of [
      cursorOfA.slice(0, middle) + changed + cursorOfA.slice(middle + 1),
      cursorOfA.slice(0, -2),
      `${cursorOfA}AA`,
      forged.toString('base64url'),
      forged.toString('base64'),
      "' OR 1=1 --",
      '1',
      '../..',
      'null',
      '00000000-0000-0000-0000-000000000000',
    ]) {
      const answer = await a.admin(`/clients?page_size=1&page_token=${encodeURIComponent(cursor)}`);
      expect(answer.status, cursor).toBe(400);
    }
  });

  it('attack 74: a cursor of project A is refused at project B', async () => {
    const answer = await b.admin(
      `/clients?page_size=1&page_token=${encodeURIComponent(cursorOfA)}`,
    );
    expect(answer.status).toBe(400);
  });

  it('attack 74: a cursor belongs to its list and its filter', async () => {
    const token = encodeURIComponent(cursorOfA);
    const filtered = await a.admin(`/clients?page_size=1&owner=somebody&page_token=${token}`);
    expect(filtered.status).toBe(400);
    const traces = `/projects/${a.address.id}/traces?page_token=${token}`;
    expect((await api.call(traces, { key: a.address.key })).status).toBe(400);
    const elsewhere = [
      `/projects/${a.address.id}/revisions?page_token=${token}`,
      `/workspaces/${api.workspaceId}/projects?page_token=${token}`,
      `/workspaces/${api.workspaceId}/audit-events?page_token=${token}`,
    ];
    for (const path of elsewhere) expect((await api.call(path)).status, path).toBe(400);
  });

  it('attack 74: a cursor of one list of the management API is refused by another', async () => {
    const path = `/workspaces/${api.workspaceId}/projects?page_size=1`;
    const cursor = (await api.call(path)).stringAt('next_page');
    expect(cursor).not.toBe('');
    const again = await api.call(`${path}&page_token=${encodeURIComponent(cursor)}`);
    expect(again.status).toBe(200);
    const audit = await api.call(
      `/workspaces/${api.workspaceId}/audit-events?page_token=${encodeURIComponent(cursor)}`,
    );
    expect(audit.status).toBe(400);
  });

  it.each(['0', '-1', '501', '1e9', 'NaN', '1;drop', '', '1.5'])(
    'attack 74: a page size of %j is refused or bounded',
    async (size) => {
      const answer = await a.admin(`/clients?page_size=${encodeURIComponent(size)}`);
      expect([200, 400]).toContain(answer.status);
      if (answer.status === 200) expect(answer.jsonList().length).toBeLessThanOrEqual(500);
    },
  );
});
