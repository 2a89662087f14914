import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { TcpRelay } from './tcp-relay.ts';

const servers: Server[] = [];
const relays: TcpRelay[] = [];
const clients: Socket[] = [];

/** Answers everything with its name. */
async function startServer(name: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.write(name));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function startRelay(targets: readonly number[]): Promise<TcpRelay> {
  const relay = await TcpRelay.start(targets);
  relays.push(relay);
  return relay;
}

async function open({ port }: TcpRelay): Promise<Socket> {
  const client = connect(port, '127.0.0.1');
  client.on('error', () => {});
  clients.push(client);
  await once(client, 'connect');
  return client;
}

async function ask(client: Socket): Promise<string> {
  client.write('?');
  const [answer] = await once(client, 'data');
  return String(answer);
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  for (const server of servers.splice(0)) server.close();
});

it('leads connections to the servers in turns, and past one that is gone', async () => {
  const [first, second] = [await startServer('a'), await startServer('b')];
  const relay = await startRelay([first, second]);
  const answers = await Promise.all([1, 2].map(async () => ask(await open(relay))));
  expect(answers.toSorted()).toEqual(['a', 'b']);
  servers.splice(0, 1)[0]?.close();
  expect(await ask(await open(relay))).toBe('b');
  expect(await ask(await open(relay))).toBe('b');
});

it('delays what passes, in both directions', async () => {
  const relay = await startRelay([await startServer('a')]);
  const client = await open(relay);
  relay.delayMilliseconds = 60;
  const began = performance.now();
  await ask(client);
  expect(performance.now() - began).toBeGreaterThan(110);
});

it('keeps answers back until it is told to let them go', async () => {
  const relay = await startRelay([await startServer('a')]);
  const client = await open(relay);
  relay.holdAnswers();
  const answer = ask(client);
  const [settled] = await Promise.all([
    Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 50, 'nothing'))]),
  ]);
  expect(settled).toBe('nothing');
  relay.resume();
  expect(await answer).toBe('a');
});

it('cuts every connection at once', async () => {
  const relay = await startRelay([await startServer('a')]);
  const client = await open(relay);
  await ask(client);
  const closed = once(client, 'close');
  relay.cut();
  await closed;
});
