// F3: PostgreSQL stops at once between the statement of a transaction and its commit.

import type { HttpAnswer } from '@gatehouse/protocol-tests/drivers';
import { expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { countFor } from '../extent.ts';
import { CommitPause } from '../installation/commit-pause.ts';
import type { FaultInstallation } from '../installation/fault-installation.ts';
import { disturbanceOf, isInvalidGrant, settle } from '../load/outcome.ts';
import { RecordingClient } from '../load/recording-client.ts';
import { type Stage, tell } from '../stage.ts';

export function defineStopBeforeCommit(getStage: () => Stage): void {
  it('fault F3: nobody is told of a commit that PostgreSQL did not make, and who asks again gets one set of tokens', async () => {
    const stage = getStage();
    const { installation, project, journal } = stage;
    const client = await RecordingClient.create(project, journal, 'f3');
    const rounds = countFor(stage.extent, 1 / 6, [1, 100]);
    for (let round = 0; round < rounds; round += 1) {
      const request = client.nextRequest();
      const code = await client.web.obtainCode({ nonce: request });
      await stopBeforeCommit(installation, () => client.web.redeem(code));
      const redeemed = await client.web.redeem(code);
      expect(redeemed.status, redeemed.describe()).toBe(200);
      const family = await client.adopt(request, { code: code.code, answer: redeemed });

      await stopBeforeCommit(installation, () => client.web.refresh(family.refreshToken));
      await client.refresh(family);
      await stage.check();

      await client.record({
        request: client.nextRequest(),
        kind: 'revoking',
        subject: family.id,
      });
      // A code that has been redeemed is worth nothing any more, and its second use ends the family.
      const again = await client.web.redeem(code);
      expect(isInvalidGrant(again), again.describe()).toBe(true);
      await client.record({ request: client.nextRequest(), kind: 'revoked', subject: family.id });
      await stage.check();
    }
    tell(stage, 'F3', `${rounds * 2} transactions lost before their commit`);
  });
}

async function stopBeforeCommit(
  { postgres, nodes }: FaultInstallation,
  send: () => Promise<HttpAnswer>,
): Promise<void> {
  const pause = await CommitPause.hold(postgres);
  const sent = settle(send());
  await pause.untilReached();
  postgres.stopImmediately();
  const result = await sent;
  // Neither a success nor a verdict: both would be about a transaction that never was.
  expect(disturbanceOf(result), String(result)).toBeDefined();
  await postgres.restart();
  await pause.remove();
  const areReady = async () =>
    (await Promise.all(nodes.map((node) => node.isReady()))).every(Boolean);
  await eventually('ready', areReady, 15);
}
