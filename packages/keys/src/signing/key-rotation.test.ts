import { signingAlgorithms } from '@gatehouse/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideKeyRotation, type RotatingKey, type RotationStep } from './key-rotation.ts';

const day = 86_400;
const settings = { keyRotationDays: 90, longestTokenLifetimeSeconds: 30 * day };

/** The key set of a project as its steps leave it, and who could have verified what meanwhile. */
class SimulatedProject {
  keys: RotatingKey[] = [];
  tokens: { kid: string; issuedAt: number }[] = [];
  served = new Set<string>();
  #count = 0;
  now = 1_800_000_000;

  rotate(options = settings): RotationStep[] {
    const { steps, nextDecisionSeconds } = decideKeyRotation(this.keys, options, this.now);
    expect(nextDecisionSeconds).toBeGreaterThan(this.now);
    for (const step of steps) this.#apply(step);
    return [...steps];
  }

  #apply(step: RotationStep): void {
    if (step.kind === 'create') {
      this.publish(step.algorithm, step.state);
      return;
    }
    const key = this.keys.find(({ kid }) => kid === step.kid);
    if (key === undefined) throw new Error(`No key ${step.kid} to ${step.kind}.`);
    const others = this.keys.filter((other) => other !== key);
    if (step.kind === 'delete') this.keys = others;
    if (step.kind === 'activate') {
      this.keys = [...others, { ...key, state: 'active', activatedAtSeconds: this.now }];
    }
    if (step.kind === 'retire') {
      const { deleteAfterSeconds } = step;
      this.keys = [...others, { ...key, state: 'retired', deleteAfterSeconds }];
    }
  }

  publish(alg: string, state: 'published' | 'active' = 'published'): void {
    this.#count += 1;
    this.keys.push({
      kid: `k${this.#count}`,
      alg,
      state,
      createdAtSeconds: this.now,
      activatedAtSeconds: state === 'active' ? this.now : undefined,
      deleteAfterSeconds: undefined,
    });
  }

  activeOf(alg: string): RotatingKey[] {
    return this.keys.filter((key) => key.alg === alg && key.state === 'active');
  }

  /** One hour's life: the key set is served, and a token signed with every active key. */
  live(): void {
    this.served = new Set(this.keys.map(({ kid }) => kid));
    for (const { kid, state } of this.keys) {
      if (state === 'active') this.tokens.push({ kid, issuedAt: this.now });
    }
  }
}

test('a new project gets one active key of every algorithm at once', () => {
  const project = new SimulatedProject();
  project.rotate();
  for (const alg of signingAlgorithms) expect(project.activeOf(alg)).toHaveLength(1);
  expect(project.rotate()).toEqual([]);
});

test('a key is published a day before it signs, and its forerunner is served until its last token is dead', () => {
  const project = new SimulatedProject();
  project.rotate();
  const [first] = project.activeOf('RS256');
  project.now += 89 * day - 1;
  expect(project.rotate()).toEqual([]);
  project.now += 1;
  project.rotate();
  expect(project.keys.filter((key) => key.state === 'published')).toHaveLength(4);
  project.now += day - 1;
  expect(project.rotate()).toEqual([]);
  project.now += 1;
  project.rotate();
  const [second] = project.activeOf('RS256');
  expect(second?.kid).not.toBe(first?.kid);
  const retired = project.keys.find((key) => key.kid === first?.kid);
  expect(retired).toMatchObject({ state: 'retired', deleteAfterSeconds: project.now + 31 * day });
  project.now += 31 * day - 1;
  expect(project.rotate()).toEqual([]);
  project.now += 1;
  project.rotate();
  expect(project.keys.map((key) => key.kid)).not.toContain(first?.kid);
});

test('a rotation that somebody starts takes over a day later and begins the period anew', () => {
  const project = new SimulatedProject();
  project.rotate();
  project.now += 10 * day;
  project.publish('ES256');
  expect(project.rotate()).toEqual([]);
  project.now += day;
  expect(project.rotate().map((step) => step.kind)).toEqual(['retire', 'activate']);
  expect(project.activeOf('ES256')).toHaveLength(1);
});

test('however late the job runs and whatever is started between, there is one active key of each algorithm, and whoever caches the key set for an hour verifies every token', () => {
  const event = fc.record({
    hours: fc.oneof(fc.integer({ min: 1, max: 48 }), fc.integer({ min: 1, max: 24 * 120 })),
    start: fc.option(fc.constantFrom(...signingAlgorithms), { nil: undefined, freq: 4 }),
    keyRotationDays: fc.constantFrom(1, 2, 7, 90),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 25 }), (events) => {
      const project = new SimulatedProject();
      project.rotate();
      project.live();
      for (const { hours, start, keyRotationDays } of events) {
        project.now += hours * 3600;
        // Nothing has changed for an hour, so a cache of that age holds this set.
        project.live();
        if (start !== undefined) project.publish(start);
        const cached = project.served;
        project.rotate({ ...settings, keyRotationDays });
        for (const alg of signingAlgorithms) {
          const active = project.activeOf(alg);
          expect(active).toHaveLength(1);
          expect(cached).toContain(active[0]?.kid);
        }
        project.live();
        const kids = new Set(project.keys.map(({ kid }) => kid));
        project.tokens = project.tokens.filter(
          ({ issuedAt }) => issuedAt + settings.longestTokenLifetimeSeconds > project.now,
        );
        expect(project.tokens.filter(({ kid }) => !kids.has(kid))).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

test('two keys that sign are brought back to one: the newer', () => {
  const project = new SimulatedProject();
  project.rotate();
  project.now += 60;
  project.publish('EdDSA', 'active');
  project.rotate();
  const active = project.activeOf('EdDSA');
  expect(active).toHaveLength(1);
  expect(active[0]?.kid).toBe('k5');
});
