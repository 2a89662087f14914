import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type Call,
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../test/project-api-fixture.ts';

const formType = { 'content-type': 'application/x-www-form-urlencoded' };
const grant = { grant_type: 'client_credentials' };

describe('a request that no endpoint could read', () => {
  let api: ProjectApiFixture;
  let own: TestProject;

  beforeAll(async () => {
    api = await startProjectApi();
    own = await api.createProject();
  });

  afterAll(() => api.close());

  const findTrace = (traceId: unknown) =>
    vi.waitFor(
      async () => {
        const { project } = own;
        const { store } = api.tenants;
        const trace = await store.withProject(project, (tx) => tx.traces.find(String(traceId)));
        expect(trace).toBeDefined();
        return trace;
      },
      { timeout: 10_000 },
    );

  it.each<{ outcome: string; path: string; status: number } & Call>([
    { outcome: 'parameters_in_query', path: '/oauth2/token?scope=a', form: grant, status: 400 },
    { outcome: 'body_of_other_media_type', path: '/oauth2/token', json: grant, status: 415 },
    { outcome: 'body_of_other_media_type', path: '/oauth2/introspect', json: grant, status: 415 },
    {
      outcome: 'body_malformed',
      path: '/oauth2/revoke',
      body: 'token=%zz',
      headers: formType,
      status: 400,
    },
  ])('leaves a trace that says why: $outcome at $path', async (one) => {
    const { outcome, path, status, ...call } = one;
    const answer = await api.send(`/p/${own.project.slug}${path}`, { method: 'POST', ...call });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error: 'invalid_request' });
    expect(answer.headers['gatehouse-trace-id']).toBe(answer.json['trace_id']);
    expect(await findTrace(answer.json['trace_id'])).toMatchObject({ outcome });
  });

  it('leaves one when its project is halted', async () => {
    const setState = (state: 'halted' | 'running') =>
      api.tenants.store.withProject(own.project, (tx) => tx.updateProject({ state }));
    await setState('halted');
    const answer = await api.send(`/p/${own.project.slug}/oauth2/token`, { form: grant });
    expect(answer.status).toBe(503);
    expect(await findTrace(answer.json['trace_id'])).toMatchObject({ outcome: 'project_halted' });
    await setState('running');
  });
});
