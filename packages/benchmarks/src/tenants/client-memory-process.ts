// How many bytes a cached client takes: this process compiles them as the project API does, and looks at its heap
// after collecting garbage (--expose-gc) before and after.

import { createRandom, parseKeyring } from '@gatehouse/keys';
import { openInstallation } from '@gatehouse/project-runtime';
import type { ClientMemoryPlan } from './measure-client-memory.ts';

const together = 64;

process.once('message', async (plan: ClientMemoryPlan) => {
  const closing: (() => Promise<void> | void)[] = [];
  const { projects } = await openInstallation({
    addressing: { mode: 'path', origin: plan.origin },
    keyring: parseKeyring(plan.keyring),
    random: createRandom(),
    postgres: plan.postgres,
    onOpened: (_name, close) => closing.push(close),
  });
  const runtime = await projects.byProjectId(plan.projectId);
  const compile = async (ids: readonly string[]) => {
    for (let from = 0; from < ids.length; from += together) {
      const found = ids.slice(from, from + together).map((id) => runtime?.clients.find(id));
      if ((await Promise.all(found)).includes(undefined)) throw new Error('A client is missing.');
    }
  };
  // The first ones bring code and connections along.
  const first = Math.ceil(plan.clientIds.length / 10);
  await compile(plan.clientIds.slice(0, first));
  const before = readHeap();
  const ids = plan.clientIds.slice(first);
  await compile(ids);
  const bytes = (readHeap() - before) / ids.length;
  for (const close of closing.toReversed()) await close();
  process.send?.(bytes, () => process.disconnect());
});

function readHeap(): number {
  if (globalThis.gc === undefined) throw new Error('Start this process with --expose-gc.');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed + process.memoryUsage().external;
}
