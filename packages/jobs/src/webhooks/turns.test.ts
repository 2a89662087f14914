import { expect, test } from 'vitest';
import { createTurns, type Turn } from './turns.ts';
import { turnLimits } from './webhook-sender.ts';

const limits = { perEndpoint: 2, perProject: 3, perWorkspace: 9, total: 4, keptForQuick: 0 };
const key = (projectId: string, webhookId: string, workspaceId: string | null = 'w') => ({
  ...{ workspaceId, projectId, webhookId },
});

function end(turn: Turn): void {
  if (turn.kind === 'begun') turn.end();
}

test('an endpoint, a project and the process each have so many slots, and give them back', () => {
  const { begin } = createTurns(limits);
  const first = begin(key('p', 'a'));
  const begun = [first, begin(key('p', 'a')), begin(key('p', 'b'))];
  expect(begun.map(({ kind }) => kind)).toEqual(['begun', 'begun', 'begun']);
  expect(begin(key('p', 'a')).kind).toBe('later');
  expect(begin(key('p', 'c')).kind).toBe('later');
  expect(begin(key('q', 'a')).kind).toBe('begun');
  expect(begin(key('r', 'a')).kind).toBe('later');
  end(first);
  expect(begin(key('r', 'a')).kind).toBe('begun');
});

test('who finds no slot comes back one after the other, as fast as the endpoint has been of late', () => {
  let now = 0;
  const { begin } = createTurns(limits, () => now);
  const slow = [begin(key('p', 'slow')), begin(key('p', 'slow'))];
  now += 4_000;
  for (const turn of slow) end(turn);
  expect([begin(key('p', 'slow')), begin(key('p', 'slow'))].every((t) => t.kind === 'begun')).toBe(
    true,
  );
  const waits = Array.from({ length: 3 }, () => begin(key('p', 'slow'))).map((turn) =>
    turn.kind === 'later' ? turn.afterSeconds : 0,
  );
  const [one = 0, two = 0, three = 0] = waits;
  expect(one).toBeGreaterThan(1);
  expect(two - one).toBeCloseTo(three - two);
  expect(two - one).toBeGreaterThan(1);
});

test('nobody is sent away for longer than ten minutes', () => {
  let now = 0;
  const { begin } = createTurns({ ...limits, perEndpoint: 1, perProject: 1, total: 1 }, () => now);
  const turn = begin(key('p', 'a'));
  now += 60_000;
  end(turn);
  begin(key('p', 'a'));
  let last = 0;
  for (let index = 0; index < 100; index += 1) {
    const later = begin(key('p', 'a'));
    if (later.kind === 'later') last = later.afterSeconds;
  }
  expect(last).toBe(600);
});

test('the endpoints of one workspace that hang leave places to others, in however many projects they are', () => {
  const { begin } = createTurns(turnLimits);
  const turns = Array.from({ length: 40 }, (_, index) =>
    begin(key(`p${index % 8}`, `hanging ${index}`, 'greedy')),
  );
  const begun = turns.filter(({ kind }) => kind === 'begun');
  expect(begun).toHaveLength(turnLimits.perWorkspace);
  expect(begin(key('q', 'a', 'other')).kind).toBe('begun');
  for (const turn of begun) end(turn);
  expect(begin(key('p0', 'hanging', 'greedy')).kind).toBe('begun');
});

test('endpoints that answer quickly find a place where many workspaces hang, until they hang themselves', () => {
  let now = 0;
  const { begin } = createTurns(turnLimits, () => now);
  const quick = begin(key('q', 'quick', 'good'));
  now += 100;
  end(quick);
  const hanging = Array.from({ length: 40 }, (_, index) =>
    begin(key(`p${index}`, 'hanging', `w${index}`)),
  ).filter(({ kind }) => kind === 'begun');
  expect(hanging).toHaveLength(turnLimits.total - turnLimits.keptForQuick);
  const again = begin(key('q', 'quick', 'good'));
  expect(again.kind).toBe('begun');
  now += 5_000;
  end(again);
  expect(begin(key('q', 'quick', 'good')).kind).toBe('later');
});
