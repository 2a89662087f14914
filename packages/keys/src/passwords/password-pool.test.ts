import { PasswordsBusy } from '@gatehouse/identity-engine/ports';
import { describe, expect, it } from 'vitest';
import { createPasswordPool } from './password-pool.ts';

/** Work that ends when the test says so. */
function createGate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

describe('attack 116: the pool', () => {
  it('lets so many work at once, so many wait, and refuses everybody else at once', async () => {
    const pool = createPasswordPool({ concurrent: 2, waiting: 3 });
    const gate = createGate();
    let running = 0;
    let most = 0;
    const work = () =>
      pool.withPlace(() =>
        pool.run(async () => {
          running += 1;
          most = Math.max(most, running);
          await gate.opened;
          running -= 1;
        }),
      );
    const inside = Array.from({ length: 5 }, work);
    await expect(work()).rejects.toThrow(PasswordsBusy);
    expect(pool.taken).toBe(5);
    gate.open();
    await Promise.all(inside);
    expect([most, pool.taken]).toEqual([2, 0]);
  });

  it('serves in the order of arrival', async () => {
    const pool = createPasswordPool({ concurrent: 1, waiting: 10 });
    const order: number[] = [];
    const gate = createGate();
    const first = pool.run(() => gate.opened);
    const others = [1, 2, 3].map((number) => pool.run(async () => void order.push(number)));
    gate.open();
    await Promise.all([first, ...others]);
    expect(order).toEqual([1, 2, 3]);
  });

  it('frees the place and the turn of work that fails', async () => {
    const pool = createPasswordPool({ concurrent: 1, waiting: 0 });
    for (let round = 0; round < 3; round += 1) {
      const failing = pool.withPlace(() => pool.run(() => Promise.reject(new Error('broken'))));
      await expect(failing).rejects.toThrow('broken');
    }
    expect(pool.taken).toBe(0);
    expect(await pool.withPlace(() => pool.run(async () => 'served'))).toBe('served');
  });
});
