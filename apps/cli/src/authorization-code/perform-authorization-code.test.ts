// The sample application against recorded requests, with the test as the browser. Against a running
// Gatehouse it is tested with the protocol tests.

import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { access, projectAt, projectId } from '../testing/documents.ts';
import { type RecordingServer, startRecordingServer } from '../testing/recording-server.ts';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';
import { buildJwt } from '../testing/unsigned-jwt.ts';

const slug = 'calm-lantern-1a2b';
let server: RecordingServer;
let terminal: TestTerminal;
let issuer: string;

beforeEach(async () => {
  server = await startRecordingServer();
  terminal = await openTestTerminal();
  terminal.environment['GATEHOUSE_URL'] = server.url;
  terminal.environment['GATEHOUSE_WORKSPACE_API_KEY'] = 'gh_wak_mine';
  issuer = `${server.url}/p/${slug}`;
  server.answers[`GET /api/projects/${projectId}`] = { body: projectAt(server.url) };
  server.answers[`POST /api/projects/${projectId}/access`] = { status: 201, body: access };
  server.answers[`GET /p/${slug}/.well-known/openid-configuration`] = {
    body: {
      issuer,
      authorization_endpoint: `${issuer}/oauth2/auth`,
      token_endpoint: `${issuer}/oauth2/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      revocation_endpoint: `${issuer}/oauth2/revoke`,
    },
  };
});
afterEach(async () => {
  await server.stop();
  await terminal.stop();
});

interface Begun {
  readonly address: string;
  readonly query: URLSearchParams;
  readonly cookie: string;
}

async function begin(address: string): Promise<Begun> {
  const response = await fetch(`${address}perform-flow`, { redirect: 'manual' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { searchParams } = new URL(response.headers.get('location') ?? '');
  return { address, query: searchParams, cookie };
}

function answer({ address, query, cookie }: Begun, members: Record<string, string>) {
  const all = { state: query.get('state') ?? '', iss: issuer, ...members };
  return fetch(`${address}callback?${new URLSearchParams(all)}`, { headers: { cookie } });
}

function answerWithTokens({ query }: Begun, change: object = {}): void {
  const claims = { iss: issuer, aud: ['shop'], exp: 4e9, nonce: query.get('nonce'), ...change };
  server.answers[`POST /p/${slug}/oauth2/token`] = {
    body: {
      access_token: 'gh_at_1',
      refresh_token: 'gh_rt_1',
      id_token: buildJwt({ ...claims, name: '<b>Ada</b>' }),
      token_type: 'bearer',
      expires_in: 3600,
    },
  };
}

/** Runs the command; `browse` plays the browser that it opens. @returns what both of them saw. */
async function perform(browse: (address: string) => Promise<Response>, ...flags: string[]) {
  let seen: Promise<Response> | undefined;
  terminal.browse = (address) => {
    seen = browse(address);
  };
  const result = await terminal.run(
    ...['perform', 'authorization-code', '--project', projectId, '--client-id', 'shop'],
    ...['--port', '0', ...flags],
  );
  const response = await seen;
  return { ...result, status: response?.status, page: (await response?.text()) ?? '' };
}

const secret = ['--client-secret', 'gh_cs_1'];

describe('perform authorization-code', () => {
  it('redeems the code with its verifier and prints the tokens as every flow does', async () => {
    let begun: Begun | undefined;
    const result = await perform(
      async (address) => {
        begun = await begin(address);
        answerWithTokens(begun);
        return answer(begun, { code: 'gh_ac_1' });
      },
      ...secret,
    );
    expect(result.exitCode, result.stderr).toBe(0);
    expect(result.stdout).toMatch(
      /^ACCESS TOKEN\t+gh_at_1\t+\nREFRESH TOKEN\t+gh_rt_1\t+\nID TOKEN/,
    );
    const redeemed = server.requests.at(-1);
    expect(redeemed?.headers.authorization).toMatch(/^Basic /);
    expect(Object.fromEntries(new URLSearchParams(redeemed?.body))).toEqual({
      grant_type: 'authorization_code',
      code: 'gh_ac_1',
      redirect_uri: begun?.query.get('redirect_uri'),
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(result.stderr).toContain(`registered: ${begun?.query.get('redirect_uri')}\n`);
  });

  it('shows the tokens and the claims in the browser, as text', async () => {
    const { page } = await perform(
      async (address) => {
        const begun = await begin(address);
        answerWithTokens(begun);
        return answer(begun, { code: 'gh_ac_1' });
      },
      ...secret,
    );
    for (const shown of ['gh_at_1', 'gh_rt_1', '&lt;b&gt;Ada&lt;/b&gt;']) {
      expect(page).toContain(shown);
    }
  });

  it('sends a public client without a secret, its id in the body', async () => {
    await perform(async (address) => {
      const begun = await begin(address);
      answerWithTokens(begun);
      return answer(begun, { code: 'gh_ac_1' });
    });
    const redeemed = server.requests.at(-1);
    expect(redeemed?.headers.authorization).toBeUndefined();
    expect(new URLSearchParams(redeemed?.body).get('client_id')).toBe('shop');
  });

  it('asks for what the flags say', async () => {
    let query = new URLSearchParams();
    await perform(
      async (address) => {
        const begun = await begin(address);
        ({ query } = begun);
        return answer(begun, { error: 'access_denied' });
      },
      ...['--scope', 'openid,email', '--prompt', 'login,consent', '--max-age', '60'],
      ...['--state', 'my-own-state', '--audience', 'https://api.example.com'],
    );
    expect(Object.fromEntries(query)).toMatchObject({
      scope: 'openid email',
      prompt: 'login consent',
      max_age: '60',
      state: 'my-own-state',
      audience: 'https://api.example.com',
    });
  });

  it('says on the page and on standard error why it was refused, and fails', async () => {
    const result = await perform(async (address) =>
      answer(await begin(address), { error: 'access_denied', error_description: '<No>' }),
    );
    expect(result).toMatchObject({ exitCode: 1, stdout: '', status: 400 });
    expect(result.page).toContain('access_denied: &lt;No&gt;');
    expect(result.stderr).toContain('access_denied: <No>');
    expect(result.stderr).toContain(`list traces --client-id shop --project ${slug}`);
  });

  it('shows where the trace of a refused code is', async () => {
    const traceId = '0197f4a0-0000-7000-8000-00000000000f';
    const result = await perform(
      async (address) => {
        server.answers[`POST /p/${slug}/oauth2/token`] = {
          status: 400,
          body: { error: 'invalid_grant', trace_id: traceId },
        };
        return answer(await begin(address), { code: 'gh_ac_1' });
      },
      ...secret,
    );
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain(`npx gatehouse get trace ${traceId} --project ${slug}`);
    expect(result.page).toContain(traceId);
  });

  it('refuses an answer of another issuer, and sends its code nowhere', async () => {
    const result = await perform(async (address) =>
      answer(await begin(address), { code: 'gh_ac_1', iss: 'https://evil.example' }),
    );
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('RFC 9207');
    expect(server.requests.map(({ method }) => method)).not.toContain('POST');
  });

  it('refuses an ID token that answers another login', async () => {
    const result = await perform(
      async (address) => {
        const begun = await begin(address);
        answerWithTokens(begun, { nonce: 'of another login' });
        return answer(begun, { code: 'gh_ac_1' });
      },
      ...secret,
    );
    expect(result).toMatchObject({ exitCode: 1, stdout: '', status: 400 });
    expect(result.stderr).toContain('nonce');
  });

  it('goes on after an answer that this browser did not ask for', async () => {
    const foreign: (number | undefined)[] = [];
    const result = await perform(
      async (address) => {
        const begun = await begin(address);
        answerWithTokens(begun);
        foreign.push((await answer({ ...begun, cookie: '' }, { code: 'x' })).status);
        foreign.push((await answer(begun, { code: 'x', state: 'forged' })).status);
        return answer(begun, { code: 'gh_ac_1' });
      },
      ...secret,
    );
    expect(foreign).toEqual([400, 400]);
    expect(result).toMatchObject({ exitCode: 0, status: 200 });
  });

  it('opens no browser with --no-open, and prints the address', async () => {
    const port = await freePort();
    const running = terminal.run(
      ...['perform', 'authorization-code', '--project', projectId, '--client-id', 'shop'],
      ...['--no-open', '--quiet', '--port', String(port)],
    );
    const begun = await begin(await untilServed(`http://127.0.0.1:${port}/`));
    answerWithTokens(begun);
    await answer(begun, { code: 'gh_ac_1' });
    expect(await running).toEqual({
      exitCode: 0,
      stdout: 'gh_at_1\n',
      stderr: `Open this address in a browser: http://127.0.0.1:${port}/\n`,
    });
  });

  it('says in one sentence that the port is in use', async () => {
    const port = Number(new URL(server.url).port);
    const { exitCode, stderr } = await terminal.run(
      ...['perform', 'authorization-code', '--project', projectId, '--client-id', 'shop'],
      ...['--port', String(port)],
    );
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `Port ${port} of this machine is in use: stop what runs there, or take another one with --port.\n`,
    });
  });

  it('refuses metadata that names another issuer', async () => {
    server.answers[`GET /p/${slug}/.well-known/openid-configuration`] = {
      body: { issuer: 'https://evil.example' },
    };
    const { exitCode, stderr } = await perform(async (address) => fetch(address));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('calls itself https://evil.example');
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return address === null || typeof address === 'string' ? 0 : address.port;
}

/** @returns the address once something answers there. */
async function untilServed(address: string): Promise<string> {
  for (;;) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.status === 200) return address;
  }
}
