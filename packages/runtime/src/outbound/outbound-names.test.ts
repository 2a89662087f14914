import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createOutboundLookUp } from './outbound-names.ts';
import { createOutboundPost, type OutboundFailed } from './outbound-post.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface NameServer {
  readonly address: string;
  readonly asked: Buffer[];
}

/** A name server that says of every name that its IPv4 address is this one; undefined: it says nothing. */
async function serveNames(address: string | undefined): Promise<NameServer> {
  const asked: Buffer[] = [];
  const server = createSocket('udp4', (query, from) => {
    asked.push(query);
    if (address !== undefined) server.send(buildAnswer(query, address), from.port, from.address);
  });
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  closing.push(() => new Promise<void>((resolve) => server.close(resolve)));
  return { address: `127.0.0.1:${server.address().port}`, asked };
}

/** RFC 1035, section 4: the question comes back, and behind it one A record where that was asked for. */
function buildAnswer(query: Buffer, address: string): Buffer {
  const endOfName = query.indexOf(0, 12) + 1;
  const isA = query.readUInt16BE(endOfName) === 1;
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(0x8180, 2);
  for (const [index, count] of [1, isA ? 1 : 0, 0, 0].entries()) {
    header.writeUInt16BE(count, 4 + 2 * index);
  }
  const record = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)];
  return Buffer.concat([header, query.subarray(12, endOfName + 4), Buffer.from(isA ? record : [])]);
}

function openPost(nameServer: NameServer, allowsLoopback: boolean) {
  const rules = { allowsLoopback, timeoutMilliseconds: 5_000 };
  const lookUp = createOutboundLookUp({ ...rules, nameServers: [nameServer.address] });
  const post = createOutboundPost({ ...rules, lookUp });
  closing.push(() => post.close());
  return (url: string) =>
    post.post(url, { headers: {}, body: '' }).catch((error: OutboundFailed) => error.fault);
}

test('names whose server never answers are given up in time, and hold up no look-up of the process', async () => {
  const silent = await serveNames(undefined);
  const send = openPost(silent, false);
  const since = performance.now();
  const hanging = Promise.all(
    Array.from({ length: 16 }, (_, index) => send(`https://name-${index}.example/`)),
  );
  await expect.poll(() => silent.asked.length).toBeGreaterThanOrEqual(32);
  const asked = performance.now();
  await lookup('localhost');
  expect(performance.now() - asked).toBeLessThan(1_000);
  expect(new Set(await hanging)).toEqual(new Set(['timeout']));
  expect(performance.now() - since).toBeLessThan(4_500);
});

test('a look-up ends with the time of its request, however patient the name server is asked', async () => {
  const silent = await serveNames(undefined);
  const lookUp = createOutboundLookUp({
    ...{ allowsLoopback: false, timeoutMilliseconds: 200 },
    nameServers: [silent.address],
  });
  const since = performance.now();
  await expect(lookUp('name.example')).rejects.toMatchObject({ code: 'ECANCELLED' });
  expect(performance.now() - since).toBeLessThan(1_500);
});

test('attack 78: what a name server says is vetted before anything is connected to', async () => {
  for (const address of ['127.0.0.1', '10.0.0.1', '169.254.169.254']) {
    const send = openPost(await serveNames(address), false);
    expect(await send('https://rebinding.example/')).toBe('forbidden_address');
  }
});

test('localhost is this machine where that is allowed, without asking anybody, and a name like any other elsewhere', async () => {
  const server = createServer((_request, response) => response.end());
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const names = await serveNames('10.0.0.1');
  for (const host of ['localhost', 'app.localhost']) {
    expect(await openPost(names, true)(`http://${host}:${port}/`)).toBe(200);
  }
  expect(names.asked).toEqual([]);
  const production = { allowsLoopback: false, timeoutMilliseconds: 2_000 };
  const lookUp = createOutboundLookUp({ ...production, nameServers: [names.address] });
  expect(await lookUp('app.localhost')).toEqual([{ address: '10.0.0.1', family: 4 }]);
});
