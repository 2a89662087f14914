// F10: Redis is killed, and comes back with nothing in it.

import {
  Browser,
  createPerson,
  type Person,
  type ProjectApi,
} from '@gatehouse/protocol-tests/drivers';
import { expect, it } from 'vitest';
import { eventually, passSeconds } from '../eventually.ts';
import { served } from '../load/outcome.ts';
import { type Stage, tell } from '../stage.ts';

const wrongPasswords = 3;
const mails = 3;
const mailJobs = ['registration.follow_up', 'mail.send'];
/** Requests of one client in a minute, at each node where the nodes cannot count together. */
const perMinute = 30;
const asked = 120;
/** What is counted is what was answered: so many more may be under way when the limit is reached. */
const atOnce = 4;

export function defineLostRedis(getStage: () => Stage): void {
  it('fault F10: with Redis killed, and back empty, all is served, limits hold, no failed password is forgotten, and jobs are done once', async () => {
    const stage = getStage();
    const { installation, project, extent } = stage;
    const { redis, postgres } = installation;
    const load = await stage.createLoad('f10');
    const limited = await createLimitedProject(stage);
    const people = await registerAll(project, mails);
    const [victim = createPerson()] = people;
    await failToSignIn(project, victim);
    const failures = await countFailures(stage);
    expect(failures).toBeGreaterThanOrEqual(wrongPasswords);
    const granted = await load.during(async () => {
      await passSeconds(1);
      await redis.kill();
      const count = await askTooMuch(limited);
      // Somebody has these addresses already, and is written to.
      for (const person of people) await new Browser(project).register(person);
      await passSeconds(extent.seconds / 3);
      await redis.start();
      await passSeconds(extent.seconds / 3);
      return count;
    });
    expect(load.counts).toMatchObject({ cut: 0, unavailable: 0 });
    // Each node for itself, and a bit more where the minute ends meanwhile.
    expect(granted).toBeLessThanOrEqual((2 * perMinute + atOnce) * 1.25);
    expect(await countFailures(stage)).toBe(failures);
    // They go on from where they were, until nobody may try any more.
    await failToSignIn(project, victim);
    expect(await countFailures(stage)).toBeGreaterThan(failures);
    await passSeconds(1);
    await endClaims(stage);
    const workedOff = await eventually('jobs are done', () => areJobsDone(stage), 60);
    const sent = await postgres.rows(
      `SELECT send_count AS count FROM courier_messages WHERE project_id = $1`,
      [project.address.id],
    );
    expect(sent).toEqual(people.map(() => ({ count: 1 })));
    await stage.check();
    tell(
      stage,
      'F10',
      `${load.counts.served} served, ${granted} of ${asked} within limits of ${perMinute} a node, ` +
        `jobs done ${workedOff.toFixed(1)} s later`,
    );
  });
}

async function createLimitedProject({ installation }: Stage) {
  const { workspace } = installation;
  const limited = await workspace.createProject('Limited');
  await workspace.call(`/projects/${limited.address.id}`, {
    method: 'PATCH',
    json: [
      {
        op: 'add',
        path: '/services/oauth2/config/rate_limits',
        value: { per_client: perMinute },
      },
    ],
  });
  return { project: limited, client: await limited.createClient() };
}

/** @returns how many requests were granted. */
async function askTooMuch({
  project,
  client,
}: Awaited<ReturnType<typeof createLimitedProject>>): Promise<number> {
  const form = { grant_type: 'client_credentials' };
  const statuses: number[] = [];
  const ask = async () => {
    while (statuses.length < asked) {
      statuses.push((await served(project.token({ as: client, form }))).status);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  return statuses.filter((status) => status === 200).length;
}

async function registerAll(project: ProjectApi, count: number): Promise<Person[]> {
  const people = Array.from({ length: count }, () => createPerson());
  for (const person of people) await new Browser(project).register(person);
  return people;
}

async function failToSignIn(project: ProjectApi, person: Person): Promise<void> {
  const browser = new Browser(project);
  for (let attempt = 0; attempt < wrongPasswords; attempt += 1) {
    const flow = await browser.get('/self-service/login/browser', { accept: 'application/json' });
    await browser.logIn(flow.stringAt('id'), { ...person, password: 'a wrong phrase of anybody' });
  }
}

async function countFailures({ installation, project }: Stage): Promise<number> {
  const [row] = await installation.postgres.rows(
    'SELECT coalesce(max(failures), 0)::int AS count FROM login_attempts WHERE project_id = $1',
    [project.address.id],
  );
  return Number(row?.['count']);
}

/** A claim of what Redis has lost runs out after a minute: it passes here. */
async function endClaims({ installation, project }: Stage): Promise<void> {
  await installation.postgres.rows(
    `UPDATE hot.outbox SET claimed_until = now(), available_at = least(available_at, now())
     WHERE project_id = $1 AND done_at IS NULL AND kind = ANY ($2)`,
    [project.address.id, mailJobs],
  );
}

async function areJobsDone({ installation, project }: Stage): Promise<boolean> {
  const [row] = await installation.postgres.rows(
    `SELECT count(*)::int AS count FROM hot.outbox
     WHERE project_id = $1 AND done_at IS NULL AND kind = ANY ($2)`,
    [project.address.id, mailJobs],
  );
  return row?.['count'] === 0;
}
