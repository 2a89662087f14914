import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { beforeEach, describe, expect, test } from 'vitest';
import { type BatchKind, createBatch } from './batch.ts';

interface Item {
  readonly key: string;
  readonly text: string;
}

/** A statement that the test answers by hand. */
interface Sent {
  readonly items: readonly Item[];
  answer(answers?: ReadonlyMap<string, string>): void;
  fail(error: unknown): void;
}

let sent: Sent[];
beforeEach(() => {
  sent = [];
});

const item = (key: string, text = key): Item => ({ key, text });
const badRow = Object.assign(new Error('duplicate key'), { code: '23505' });
const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' });
const connectionLost = new Error('Connection terminated unexpectedly');

function create(kind: Partial<BatchKind<Item, string>> = {}) {
  return createBatch<Item, string>({
    name: 'test',
    keyOf: ({ key }) => key,
    send: (items) =>
      new Promise((resolve, reject) => {
        const echo = new Map(items.map(({ key, text }) => [key, `answer to ${text}`]));
        sent.push({ items, answer: (answers = echo) => resolve(answers), fail: reject });
      }),
    ...kind,
  });
}

/** Lets everything run that is ready: batches leave with the next turn of the event loop. */
const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const keysSent = () => sent.map(({ items }) => items.map(({ key }) => key));
const texts = (count: number) => Array.from({ length: count }, (_, index) => `${1000 + index}`);

/** Answers whatever is sent until the work is done. */
async function answerUntil<T>(work: Promise<T>, answer = (one: Sent) => one.answer()): Promise<T> {
  let isDone = false;
  const settled = work.finally(() => {
    isDone = true;
  });
  settled.catch(() => {});
  let answered = 0;
  while (!isDone) {
    await turn();
    for (; answered < sent.length; answered += 1) {
      const next = sent[answered];
      if (next) answer(next);
    }
  }
  return settled;
}

describe('batching', () => {
  test('calls of one turn share one statement, in the order of their keys', async () => {
    const batch = create();
    const answers = Promise.all(['c', 'a', 'b'].map((key) => batch.submit(item(key))));
    await turn();
    expect(keysSent()).toEqual([['a', 'b', 'c']]);
    sent[0]?.answer();
    expect(await answers).toEqual(['answer to c', 'answer to a', 'answer to b']);
  });

  test('a call never joins a batch that was sent: it waits for the next', async () => {
    const batch = create({ maxInFlight: 1 });
    const first = batch.submit(item('a'));
    await turn();
    const second = batch.submit(item('a', 'a again'));
    await turn();
    expect(keysSent()).toEqual([['a']]);
    sent[0]?.answer();
    await first;
    await turn();
    sent[1]?.answer();
    expect(await second).toBe('answer to a again');
  });

  test('two batches are in flight and what comes meanwhile goes into the third together', async () => {
    const batch = create();
    const all = [batch.submit(item('a'))];
    await turn();
    all.push(batch.submit(item('b')));
    await turn();
    for (const key of ['c', 'd', 'e']) {
      all.push(batch.submit(item(key)));
      await turn();
    }
    expect(keysSent()).toEqual([['a'], ['b']]);
    await answerUntil(Promise.all(all));
    expect(keysSent()).toEqual([['a'], ['b'], ['c', 'd', 'e']]);
  });

  test('a batch holds 256 rows at most', async () => {
    const batch = create();
    await answerUntil(Promise.all(texts(600).map((key) => batch.submit(item(key)))));
    expect(sent.map(({ items }) => items.length)).toEqual([256, 256, 88]);
  });

  test('answers are matched by key, whatever their order', async () => {
    const batch = create();
    const answers = Promise.all(['a', 'b'].map((key) => batch.submit(item(key))));
    await turn();
    sent[0]?.answer(
      new Map([
        ['b', 'second'],
        ['z', 'nobody'],
        ['a', 'first'],
      ]),
    );
    expect(await answers).toEqual(['first', 'second']);
  });

  test('a row that the statement does not answer is a fault for its caller alone', async () => {
    const batch = create();
    const answers = Promise.allSettled(['a', 'b'].map((key) => batch.submit(item(key))));
    await turn();
    sent[0]?.answer(new Map([['a', 'first']]));
    expect(await answers).toMatchObject([{ value: 'first' }, { status: 'rejected' }]);
  });

  test('only what belongs together is sent together, and nothing is forgotten', async () => {
    const batch = create({ togetherBy: ({ key }) => key[0], maxInFlight: 1 });
    await answerUntil(Promise.all(['a1', 'b1', 'a2', 'b2'].map((key) => batch.submit(item(key)))));
    expect(keysSent()).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2'],
    ]);
  });

  test('a first caller waits for company where the kind says so', async () => {
    const batch = create({ gatherMilliseconds: 20 });
    const first = batch.submit(item('a'));
    await turn();
    const second = batch.submit(item('b'));
    await answerUntil(Promise.all([first, second]));
    expect(keysSent()).toEqual([['a', 'b']]);
  });
});

describe('the same key several times in one batch', () => {
  test('is sent once and answers all', async () => {
    const batch = create();
    const answers = Promise.all([batch.submit(item('a')), batch.submit(item('a'))]);
    await turn();
    expect(keysSent()).toEqual([['a']]);
    sent[0]?.answer();
    expect(await answers).toEqual(['answer to a', 'answer to a']);
  });

  test('has one winner where the kind says what the others get', async () => {
    const batch = create({ answerLater: () => 'too late' });
    const answers = Promise.all(texts(50).map((text) => batch.submit(item('a', text))));
    await turn();
    sent[0]?.answer();
    const [winner, ...others] = await answers;
    expect(winner).toBe('answer to 1000');
    expect(new Set(others)).toEqual(new Set(['too late']));
  });

  test('gives the next a try of its own when the first one is bad', async () => {
    const batch = create();
    const answers = Promise.allSettled([
      batch.submit(item('a', 'bad')),
      batch.submit(item('a', 'good')),
    ]);
    await answerUntil(answers, (one) =>
      one.items.some(({ text }) => text === 'bad') ? one.fail(badRow) : one.answer(),
    );
    expect(await answers).toMatchObject([{ status: 'rejected' }, { value: 'answer to good' }]);
  });
});

describe('a batch that fails', () => {
  test('fails only the row that is bad: the others are sent again, one by one', async () => {
    const batch = create();
    const answers = Promise.allSettled(['a', 'bad', 'c'].map((key) => batch.submit(item(key))));
    await answerUntil(answers, (one) =>
      one.items.some(({ key }) => key === 'bad') ? one.fail(badRow) : one.answer(),
    );
    expect(await answers).toMatchObject([
      { value: 'answer to a' },
      { status: 'rejected', reason: badRow },
      { value: 'answer to c' },
    ]);
    expect(batch.counters()).toMatchObject({ retriedAlone: 3 });
  });

  test('by a deadlock is sent again, for PostgreSQL undid it', async () => {
    const batch = create();
    const answer = batch.submit(item('a'));
    let isFirst = true;
    const result = await answerUntil(answer, (one) => {
      if (isFirst) one.fail(deadlock);
      else one.answer();
      isFirst = false;
    });
    expect(result).toBe('answer to a');
  });

  test('by a lost connection is never sent again: it may have been committed', async () => {
    const batch = create();
    const answers = Promise.allSettled(['a', 'b'].map((key) => batch.submit(item(key))));
    await turn();
    sent[0]?.fail(connectionLost);
    for (const result of await answers) {
      expect(result).toMatchObject({ reason: expect.any(StoreUnavailable) });
    }
    expect(sent).toHaveLength(1);
  });
});

describe('bounds', () => {
  test('callers beyond the queue are refused as a storage fault, at once, and counted', async () => {
    const batch = create({ maxWaiting: 3, maxInFlight: 1 });
    const results = texts(5).map((key) => batch.submit(item(key)));
    await expect(results[3]).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(results[4]).rejects.toBeInstanceOf(StoreUnavailable);
    await answerUntil(Promise.all(results.slice(0, 3)));
    expect(batch.counters()).toMatchObject({ refused: 2, callers: 3, waiting: 0, inFlight: 0 });
  });

  test('closing settles all that wait and refuses what comes later', async () => {
    const batch = create({ maxInFlight: 1, gatherMilliseconds: 1_000 });
    const answers = Promise.all(texts(300).map((key) => batch.submit(item(key))));
    const closed = batch.close();
    await expect(batch.submit(item('late'))).rejects.toBeInstanceOf(StoreUnavailable);
    await answerUntil(closed);
    expect(await answers).toHaveLength(300);
  });
});
