// F1: kill -9 of a process of the product while clients use it.

import { expect, it } from 'vitest';
import { passSeconds } from '../eventually.ts';
import { type Stage, tell } from '../stage.ts';

const everySeconds = [2, 5] as const;

export function defineKilledNode(getStage: () => Stage): void {
  it('fault F1: a node that is killed again and again loses nothing that was acknowledged', async () => {
    const stage = getStage();
    const { extent, installation } = stage;
    const chance = stage.chanceOf('F1');
    const load = await stage.createLoad('f1');
    const end = performance.now() + extent.seconds * 1000;
    let kills = 0;
    let checked = 0;
    while (performance.now() < end) {
      await load.during(async () => {
        await passSeconds(chance.between(...everySeconds));
        const node = chance.pick(installation.nodes);
        await node.kill();
        kills += 1;
        await node.restart();
      });
      checked += await stage.check();
    }
    const { counts, burnedCodes } = load;
    tell(
      stage,
      'F1',
      `${kills} kills, ${counts.served} served, ${counts.cut} cut, ${counts.unavailable} unavailable, ` +
        `${burnedCodes} codes burned, ${checked} tokens checked`,
    );
    expect(counts.served).toBeGreaterThan(0);
  });
}
