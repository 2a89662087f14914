// F5: a refresh is committed, and the process is killed before it learns of that.

import { closeIdleConnections } from '@gatehouse/protocol-tests/drivers';
import { expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { countFor } from '../extent.ts';
import { CommitPause } from '../installation/commit-pause.ts';
import type { FaultInstallation } from '../installation/fault-installation.ts';
import type { FaultPostgres } from '../installation/fault-postgres.ts';
import { settle } from '../load/outcome.ts';
import { type Family, RecordingClient } from '../load/recording-client.ts';
import { type Stage, tell } from '../stage.ts';

export function defineLostAnswer(getStage: () => Stage): void {
  it('fault F5: a client whose refresh was committed without an answer asks again, and goes on with its family', async () => {
    const stage = getStage();
    const { installation, project, journal } = stage;
    const client = await RecordingClient.create(project, journal, 'f5');
    const rounds = countFor(stage.extent, 1 / 6, [1, 100]);
    for (let round = 0; round < rounds; round += 1) {
      const family = await client.openFamily();
      if (family === undefined) throw new Error('No fault is there yet.');
      await loseAnswer(installation, client, family);
      // With the token that has been used already.
      await client.refresh(family);
      await client.refresh(family);
      await revive(installation);
      await stage.check();
    }
    tell(stage, 'F5', `${rounds} refreshes whose answer was lost`);
  });
}

/** Sends a refresh to one node, which dies after its commit. The other serves from then on. */
async function loseAnswer(
  { postgres, nodes, balancer }: FaultInstallation,
  client: RecordingClient,
  family: Family,
): Promise<void> {
  const [dying, living] = nodes;
  balancer.leadTo([dying.port]);
  closeIdleConnections();
  const pause = await CommitPause.hold(postgres);
  const sent = settle(client.web.refresh(family.refreshToken));
  await pause.untilReached();
  dying.database.holdAnswers();
  await pause.release();
  await eventually('committed', async () => (await countTokens(postgres, family)) === 2, 5);
  balancer.leadTo([living.port]);
  await dying.kill();
  expect(await sent).toBeInstanceOf(Error);
  closeIdleConnections();
  await pause.remove();
}

async function revive({ nodes, balancer }: FaultInstallation): Promise<void> {
  await nodes[0].restart();
  balancer.leadTo(nodes.map(({ port }) => port));
}

async function countTokens(postgres: FaultPostgres, { id }: Family): Promise<number> {
  const rows = await postgres.rows(
    `SELECT FROM hot.refresh_tokens t JOIN hot.authorization_codes c USING (project_id, grant_id)
     WHERE c.request->>'nonce' = $1`,
    [id],
  );
  return rows.length;
}
