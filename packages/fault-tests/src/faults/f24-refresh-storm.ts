// F24: many clients, each of which sends the same refresh token many times at once.

import { expect, it } from 'vitest';
import { countFor } from '../extent.ts';
import { isInvalidGrant } from '../load/outcome.ts';
import { type Family, RecordingClient } from '../load/recording-client.ts';
import { type Stage, tell } from '../stage.ts';

const copies = 20;
const people = 5;

export function defineRefreshStorm(getStage: () => Stage): void {
  it('fault F24: of 20 equal refreshes at once by many clients none fails on our side, and each family keeps one head', async () => {
    const stage = getStage();
    const { installation, project, journal } = stage;
    const logged = installation.postgres.readLog().length;
    const count = countFor(stage.extent, 10, [30, 500]);
    const clients = await Promise.all(
      Array.from({ length: people }, (_, index) =>
        RecordingClient.create(project, journal, `f24.${index + 1}`),
      ),
    );
    const families = await Promise.all(
      clients.map((client) => openFamilies(client, Math.ceil(count / people))),
    );
    const began = performance.now();
    const stormed = clients.flatMap((client, index) =>
      (families[index] ?? []).map((family) => refreshAtOnce(client, family)),
    );
    const succeeded = (await Promise.all(stormed)).reduce((sum, each) => sum + each, 0);
    const seconds = (performance.now() - began) / 1000;
    await stage.check();
    expect(installation.postgres.readLog().slice(logged)).not.toContain('deadlock');
    tell(
      stage,
      'F24',
      `${stormed.length} families x ${copies}: ${succeeded} of ${stormed.length * copies} succeeded in ${seconds.toFixed(1)} s`,
    );
  });
}

async function openFamilies(client: RecordingClient, count: number): Promise<Family[]> {
  const families: Family[] = [];
  while (families.length < count) {
    const family = await client.openFamily();
    if (family !== undefined) families.push(family);
  }
  return families;
}

/** @returns how many of the copies got the successor; the others came too late to be a repetition. */
async function refreshAtOnce(client: RecordingClient, family: Family): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: copies }, () => client.web.refresh(family.refreshToken)),
  );
  const succeeded = answers.filter(({ status }) => status === 200);
  for (const answer of answers) {
    if (answer.status !== 200) expect(isInvalidGrant(answer), answer.describe()).toBe(true);
  }
  const successors = new Set(succeeded.map((answer) => answer.stringAt('refresh_token')));
  expect(successors.size, family.id).toBe(1);
  await Promise.all(succeeded.map((answer) => client.recordRefresh(family, answer)));
  return succeeded.length;
}
