// F2: kill -9 of PostgreSQL's first process while clients use the product.

import { expect, it } from 'vitest';
import { eventually, passSeconds } from '../eventually.ts';
import { countFor } from '../extent.ts';
import { type Stage, tell } from '../stage.ts';

const readyWithinSeconds = 15;

export function defineKilledPostgres(getStage: () => Stage): void {
  it('fault F2: after a PostgreSQL that was killed comes back, all is there and served again by itself', async () => {
    const stage = getStage();
    const { installation } = stage;
    const chance = stage.chanceOf('F2');
    const { postgres, nodes } = installation;
    const load = await stage.createLoad('f2');
    const cycles = countFor(stage.extent, 1 / 2, [2, 1_000]);
    let slowest = 0;
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      await load.during(async () => {
        await passSeconds(chance.between(0.5, 1.5));
        postgres.kill();
        await postgres.restart();
        const areReady = async () =>
          (await Promise.all(nodes.map((node) => node.isReady()))).every(Boolean);
        slowest = Math.max(slowest, await eventually('ready', areReady, readyWithinSeconds));
      });
      await stage.check();
    }
    const { counts, burnedCodes } = load;
    tell(
      stage,
      'F2',
      `${cycles} cycles, ready after ${slowest.toFixed(2)} s at most, ${counts.served} served, ` +
        `${counts.unavailable} unavailable, ${counts.cut} cut, ${burnedCodes} codes burned`,
    );
    expect(counts.served).toBeGreaterThan(0);
  });
}
