// F17: the signing key is rotated while two nodes sign, one of which is told nothing of it.

import type { ClientCredentials } from '@gatehouse/protocol-tests/drivers';
import { expect, it } from 'vitest';
import type { Chance } from '../chance.ts';
import { eventually, passSeconds } from '../eventually.ts';
import { countFor } from '../extent.ts';
import { type Stage, tell } from '../stage.ts';
import { CachingVerifier, readKeyIds } from './served-keys.ts';

const setPath = '/keys/hydra.openid.id-token';
/** Relying parties keep the key set for minutes, and a key is published for a day before it signs. */
const keepMilliseconds = 1_000;
const workers = 4;
const emergencySeconds = 60;

interface Rotated {
  readonly stage: Stage;
  readonly client: ClientCredentials;
  readonly chance: Chance;
  /** Of the tokens that were issued last, by the key that signed them. */
  readonly tokens: Map<string, string>;
  /** How many were issued and verified. */
  count: number;
}

export function defineKeyRotation(getStage: () => Stage): void {
  it('fault F17: while signing keys rotate under load every token verifies, and a deleted key is gone from every node', async () => {
    const stage = getStage();
    const client = await stage.project.createClient({ access_token_strategy: 'jwt' });
    const rotated: Rotated = {
      stage,
      client,
      chance: stage.chanceOf('F17'),
      tokens: new Map(),
      count: 0,
    };
    const rotations = countFor(stage.extent, 1 / 12, [1, 20]);
    for (let rotation = 0; rotation < rotations; rotation += 1) {
      await whileVerifying(rotated, () => rotate(rotated));
    }
    // Those of retired keys too, by whoever asks for the keys only now.
    const late = new CachingVerifier(stage.project, keepMilliseconds);
    for (const [kid, token] of rotated.tokens) expect(await late.verify(token)).toBe(kid);
    expect(rotated.tokens.size).toBe(rotations + 1);
    await expectRetiredKept(stage, rotations);
    const [leaked = ''] = rotated.tokens.keys();
    const emergency = await deleteKey(stage, leaked);
    expect(await stage.project.isActive(rotated.tokens.get(leaked) ?? '')).toBe(false);
    await stage.check();
    tell(
      stage,
      'F17',
      `${rotations} rotations, ${rotated.count} tokens verified, a deleted key was gone after ${emergency.toFixed(2)} s`,
    );
  });
}

/** Issues tokens at both nodes and verifies each at once, until it is over. */
async function whileVerifying(rotated: Rotated, run: () => Promise<void>): Promise<void> {
  const { project } = rotated.stage;
  let isOver = false;
  const running = Array.from({ length: workers }, async () => {
    const verifier = new CachingVerifier(project, keepMilliseconds);
    while (!isOver) {
      const token = await project.issueToken(rotated.client);
      rotated.tokens.set(await verifier.verify(token), token);
      rotated.count += 1;
    }
  });
  const result = run().finally(() => {
    isOver = true;
  });
  await Promise.all([result, ...running]);
}

async function rotate({ stage, chance, tokens }: Rotated): Promise<void> {
  const { installation, project } = stage;
  const { nodes, postgres } = installation;
  const deaf = chance.pick(nodes);
  deaf.notifications.hang();
  try {
    const json = { alg: 'RS256', kid: '', use: 'sig' };
    const created = await project.admin(setPath, { method: 'POST', json });
    expect(created.status, created.describe()).toBe(201);
    const [key] = created.json()['keys'] as { kid: string }[];
    const kid = key?.kid ?? '';
    const isServed = async () =>
      (await Promise.all(nodes.map((node) => readKeyIds(node, project)))).every((kids) =>
        kids.includes(kid),
      );
    await eventually('both nodes serve the new key', isServed, 30);
    // A day is longer than anybody keeps a key set.
    await passSeconds((keepMilliseconds / 1000) * 1.5);
    await postgres.rows(
      `UPDATE signing_keys SET created_at = created_at - interval '25 hours'
       WHERE project_id = $1 AND kid = $2`,
      [project.address.id, kid],
    );
    await postgres.rows(
      `UPDATE hot.outbox SET available_at = now()
       WHERE project_id = $1 AND kind = 'signing_keys.rotate' AND done_at IS NULL`,
      [project.address.id],
    );
    await eventually('the new key signs', async () => tokens.has(kid), 60);
  } finally {
    deaf.notifications.resume();
  }
}

/** Access tokens live for thirty days at most. */
async function expectRetiredKept({ installation, project }: Stage, count: number): Promise<void> {
  const rows = await installation.postgres.rows(
    `SELECT delete_after > retired_at + interval '30 days' AS "isKept" FROM signing_keys
     WHERE project_id = $1 AND alg = 'RS256' AND state = 'retired'`,
    [project.address.id],
  );
  expect(rows).toEqual(Array.from({ length: count }, () => ({ isKept: true })));
}

/** An active key goes by rotation alone; a retired one is deleted. @returns the seconds until no node serves the key any more. */
async function deleteKey({ installation, project }: Stage, kid: string): Promise<number> {
  const [deaf] = installation.nodes;
  deaf.notifications.hang();
  try {
    const deleted = await project.admin(`${setPath}/${kid}`, { method: 'DELETE' });
    expect(deleted.status, deleted.describe()).toBe(204);
    const isGone = async () =>
      (await Promise.all(installation.nodes.map((node) => readKeyIds(node, project)))).every(
        (kids) => !kids.includes(kid),
      );
    return await eventually('no node serves the key', isGone, emergencySeconds);
  } finally {
    deaf.notifications.resume();
  }
}
