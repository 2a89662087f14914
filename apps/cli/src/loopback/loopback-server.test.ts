import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type LoopbackRequest, type LoopbackServer, serveOnLoopback } from './loopback-server.ts';

const open: LoopbackServer[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

async function start(port = 0, seen: LoopbackRequest[] = []): Promise<LoopbackServer> {
  const server = await serveOnLoopback({
    port,
    host: 'tunnel.example.com',
    serve: async (received) => {
      seen.push(received);
      return { status: 200, headers: {}, body: 'here' };
    },
  });
  open.push(server);
  return server;
}

function statusFor(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('serveOnLoopback', () => {
  it('says in one sentence that a port is in use', async () => {
    const { port } = await start();
    await expect(start(port)).rejects.toThrow(
      `Port ${port} of this machine is in use: stop what runs there, or take another one with --port.`,
    );
  });

  it('answers to the names of this machine and of the redirect URI', async () => {
    const { port } = await start();
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'tunnel.example.com']) {
      expect(await statusFor(port, host)).toBe(200);
    }
  });

  it('refuses foreign names that resolve to this machine', async () => {
    const seen: LoopbackRequest[] = [];
    const { port } = await start(0, seen);
    for (const host of [`evil.example:${port}`, '127.0.0.1.evil.example', 'localhost.evil']) {
      expect(await statusFor(port, host)).toBe(421);
    }
    expect(seen).toEqual([]);
  });

  it('reads path, query and cookies', async () => {
    const seen: LoopbackRequest[] = [];
    const { port } = await start(0, seen);
    const headers = { cookie: 'a=1; b=2=3; a=later; broken' };
    await fetch(`http://127.0.0.1:${port}/callback?code=x&code=y`, { headers });
    expect(seen[0]?.path).toBe('/callback');
    expect(seen[0]?.query.getAll('code')).toEqual(['x', 'y']);
    expect([...(seen[0]?.cookies ?? [])]).toEqual(
      expect.arrayContaining([
        ['a', '1'],
        ['b', '2=3'],
      ]),
    );
  });

  it('closes at once, whoever is still connected', async () => {
    const { port, close } = await start();
    await fetch(`http://127.0.0.1:${port}/`);
    await close();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });
});
