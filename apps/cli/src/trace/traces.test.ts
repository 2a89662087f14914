import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectId, projectMetadataAt } from '../testing/documents.ts';
import { type RecordingServer, startRecordingServer } from '../testing/recording-server.ts';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';

const traceId = '019ab000-0000-7000-8000-000000000001';
const path = `GET /api/projects/${projectId}/traces/${traceId}`;
const trace = {
  trace_id: traceId,
  at: '2026-11-24T08:00:00.000Z',
  endpoint: 'token',
  client_id: 'demo',
  outcome: 'client_secret_wrong',
  trace: {
    grantType: 'client_credentials',
    reference: 'RFC 6749 section 2.3.1',
    hint: 'The secret does not match.',
    checks: [
      { check: 'parameters', passed: true },
      { check: 'client_secret', passed: false, expected: 'a live secret', received: 'x\u001b[2J' },
    ],
  },
};
let server: RecordingServer;
let terminal: TestTerminal;

beforeEach(async () => {
  server = await startRecordingServer();
  terminal = await openTestTerminal();
  terminal.environment['GATEHOUSE_URL'] = server.url;
  terminal.environment['GATEHOUSE_PROJECT_API_KEY'] = 'gh_pak_mine';
  server.answers['GET /api/projects'] = { body: [projectMetadataAt(server.url)] };
});
afterEach(async () => {
  await server.stop();
  await terminal.stop();
});

describe('get trace', () => {
  it('prints the facts, then every check with what was expected and received', async () => {
    server.answers[path] = { body: trace };
    const { stdout } = await terminal.run('get', 'trace', traceId);
    const [facts = '', checks = ''] = stdout.split('\n\n');
    expect(facts).toMatch(/^OUTCOME\t\tclient_secret_wrong\t+$/m);
    expect(facts).toMatch(/^HINT\t\tThe secret does not match\.\t+$/m);
    expect(checks.split('\n')).toEqual([
      'CHECK\t\tRESULT\tEXPECTED\tRECEIVED\t',
      'parameters\tpassed\t\t\t\t\t',
      'client_secret\trefused\ta live secret\tx\\u001b[2J\t',
      '',
    ]);
  });

  it('waits for a trace that is still on its way', async () => {
    server.answers[path] = [{ status: 404, body: {} }, { body: trace }];
    expect((await terminal.run('get', 'trace', traceId, '-q')).stdout).toBe(`${traceId}\n`);
  });
});
