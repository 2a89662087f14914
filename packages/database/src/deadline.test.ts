import { CallerGone, StoreUnavailable } from '@gatehouse/token-engine/ports';
import { expect, test } from 'vitest';
import { checkDeadline, currentDeadline, withinDeadline } from './deadline.ts';
import { createBatch } from './hot/batch.ts';

/** Sends one batch at a time, and answers none before it is told to. */
function createHangingBatch() {
  const sent: string[] = [];
  const hanging = Promise.withResolvers<void>();
  const batch = createBatch<string, string>({
    name: 'test',
    maxInFlight: 1,
    keyOf: (item) => item,
    async send(items) {
      sent.push(...items);
      await hanging.promise;
      return new Map(items.map((item) => [item, item]));
    },
  });
  return { batch, sent, hanging };
}

test('work that ends in time is answered with what it resolves to, or throws', async () => {
  expect(await withinDeadline(5_000, async () => 'done')).toBe('done');
  const failing = withinDeadline(5_000, () => Promise.reject(new Error('its own')));
  await expect(failing).rejects.toThrow('its own');
  expect(currentDeadline()).toBeUndefined();
});

test('work that hangs is given up, and finds no store any more when it goes on', async () => {
  const resumed = Promise.withResolvers<void>();
  const late = Promise.withResolvers<unknown>();
  const work = withinDeadline(50, async () => {
    checkDeadline();
    await resumed.promise;
    late.resolve(Promise.resolve().then(() => checkDeadline()));
  });
  await expect(work).rejects.toBeInstanceOf(StoreUnavailable);
  resumed.resolve();
  await expect(late.promise).rejects.toBeInstanceOf(StoreUnavailable);
});

test('a row whose caller has been answered already is not sent, and its neighbours in the batch are', async () => {
  const { batch, sent, hanging } = createHangingBatch();
  const first = batch.submit('first');
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const late = withinDeadline(50, () => batch.submit('late'));
  const sharedLate = withinDeadline(50, () => batch.submit('shared'));
  const shared = batch.submit('shared');
  await expect(late).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(sharedLate).rejects.toBeInstanceOf(StoreUnavailable);
  hanging.resolve();
  expect(await Promise.all([first, shared])).toEqual(['first', 'shared']);
  await batch.close();
  expect(sent).toEqual(['first', 'shared']);
});

test('a row whose caller hung up is not sent, and hanging up after the answer changes nothing', async () => {
  const { batch, sent, hanging } = createHangingBatch();
  const hangUps: (() => void)[] = [];
  const ask = (item: string) =>
    withinDeadline(
      5_000,
      () => batch.submit(item),
      (hangUp) => hangUps.push(hangUp),
    );
  const first = ask('first');
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const left = ask('left');
  hangUps[1]?.();
  await expect(left).rejects.toBeInstanceOf(CallerGone);
  hanging.resolve();
  expect(await first).toBe('first');
  hangUps[0]?.();
  await batch.close();
  expect(sent).toEqual(['first']);
});

test('a batch of nobody but the late closes all the same', async () => {
  const { batch, hanging } = createHangingBatch();
  void batch.submit('first');
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  await expect(withinDeadline(50, () => batch.submit('late'))).rejects.toBeInstanceOf(
    StoreUnavailable,
  );
  const closed = batch.close();
  hanging.resolve();
  await closed;
  await expect(batch.submit('more')).rejects.toBeInstanceOf(StoreUnavailable);
});
