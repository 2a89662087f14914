import { describe, expect, it } from 'vitest';
import { SingleFlight } from './single-flight.ts';

describe('SingleFlight', () => {
  it('does the work once for all who ask while it is under way', async () => {
    const flight = new SingleFlight<number>();
    const kept: number[] = [];
    let started = 0;
    const work = async () => {
      started += 1;
      return started;
    };
    const answers = await Promise.all(
      [1, 2, 3].map(() => flight.run('key', work, (value) => kept.push(value))),
    );
    expect(answers).toEqual([1, 1, 1]);
    expect(kept).toEqual([1]);
  });

  it('starts anew after what went before has ended, and after a failure', async () => {
    const flight = new SingleFlight<string>();
    const keep = () => {};
    await expect(flight.run('key', () => Promise.reject(new Error('no')), keep)).rejects.toThrow();
    expect(await flight.run('key', async () => 'yes', keep)).toBe('yes');
  });

  it('neither joins nor keeps what was forgotten while it was under way', async () => {
    const flight = new SingleFlight<string>();
    const kept: string[] = [];
    const { promise, resolve } = Promise.withResolvers<string>();
    const before = flight.run(
      'key',
      () => promise,
      (value) => kept.push(value),
    );
    flight.forget('key');
    const after = flight.run(
      'key',
      async () => 'new',
      (value) => kept.push(value),
    );
    expect(await after).toBe('new');
    resolve('old');
    expect(await before).toBe('old');
    expect(kept).toEqual(['new']);
  });
});
