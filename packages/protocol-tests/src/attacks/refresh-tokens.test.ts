import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import { ManagementApi } from '../drivers/management-api.ts';
import { createHome, findFreePort, removeHome, startProduct } from '../drivers/product.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';
import { WebClient } from '../drivers/web-client.ts';

function expectInvalidGrant(answer: HttpAnswer): void {
  expect(answer.status).toBe(400);
  expect(answer.json()).toMatchObject({ error: 'invalid_grant' });
}

const refreshTokenOf = (answer: HttpAnswer) => answer.stringAt('refresh_token');

describe('refresh tokens under attack', () => {
  let project: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project);
  });

  const isDead = async (answer: HttpAnswer) => {
    const accessToken = answer.stringAt('access_token');
    const userinfo = await client.userinfo(accessToken);
    return !(await project.isActive(accessToken)) && userinfo.status === 401;
  };

  it('attack 53: a refresh token that comes back after its successor was used kills the whole family', async () => {
    const first = await client.obtainTokens();
    const second = await client.refresh(refreshTokenOf(first));
    const third = await client.refresh(refreshTokenOf(second));
    expect(third.status).toBe(200);
    expectInvalidGrant(await client.refresh(refreshTokenOf(first)));
    expectInvalidGrant(await client.refresh(refreshTokenOf(third)));
    for (const answer of [first, second, third]) expect(await isDead(answer)).toBe(true);
  });

  it('attack 54: of 20 parallel refreshes none fails on our side, and all that succeed get the very same successor', async () => {
    const first = await client.obtainTokens();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.refresh(refreshTokenOf(first))),
    );
    const succeeded = answers.filter(({ status }) => status === 200);
    for (const answer of answers) if (answer.status !== 200) expectInvalidGrant(answer);
    expect(succeeded.length).toBeGreaterThanOrEqual(1);
    expect(new Set(succeeded.map(refreshTokenOf)).size).toBe(1);
  });

  it('attack 54: a client whose answer was lost repeats itself within the grace and stays signed in', async () => {
    const first = await client.obtainTokens();
    const lost = await client.refresh(refreshTokenOf(first));
    const repeated = await client.refresh(refreshTokenOf(first));
    expect(refreshTokenOf(repeated)).toBe(refreshTokenOf(lost));
    expect((await client.refresh(refreshTokenOf(repeated))).status).toBe(200);
  });

  it('attack 55: the grace ends after three repetitions, and then with the family', async () => {
    const own = await WebClient.create(await managementApi().createProject());
    const first = await own.obtainTokens();
    const successor = await own.refresh(refreshTokenOf(first));
    const rows = await StoredRows.open(runningProduct().home);
    // What comes at once came in parallel and is not counted; these come three seconds later.
    await rows.plant(
      `UPDATE hot.refresh_tokens SET used_at = used_at - interval '3 seconds'
       WHERE project_id = $1 AND used_at IS NOT NULL`,
      [own.project.address.id],
    );
    await rows.close();
    for (let repetition = 0; repetition < 3; repetition += 1) {
      expect((await own.refresh(refreshTokenOf(first))).status).toBe(200);
    }
    expectInvalidGrant(await own.refresh(refreshTokenOf(first)));
    expectInvalidGrant(await own.refresh(refreshTokenOf(successor)));
  });

  it('attack 56: a killed product remembers what it has rotated', async () => {
    const home = createHome();
    const options = { home, port: await findFreePort() };
    const before = await startProduct(options);
    const ofBefore = await new ManagementApi(before.address).createProject();
    const web = await WebClient.create(ofBefore);
    const first = await web.obtainTokens();
    const second = await web.refresh(refreshTokenOf(first));
    const third = await web.refresh(refreshTokenOf(second));
    await before.kill();
    const after = await startProduct(options);
    expectInvalidGrant(await web.refresh(refreshTokenOf(first)));
    expectInvalidGrant(await web.refresh(refreshTokenOf(third)));
    await after.stop();
    removeHome(home);
  }, 120_000);

  it('attack 57: a narrower scope is granted, a wider one is refused, and neither narrows the next', async () => {
    const first = await client.obtainTokens({ scope: 'openid offline_access email' });
    const wider = await client.refresh(refreshTokenOf(first), { scope: 'openid profile' });
    expect(wider.status).toBe(400);
    expect(wider.json()).toMatchObject({ error: 'invalid_scope' });
    const narrower = await client.refresh(refreshTokenOf(first), { scope: 'openid' });
    expect(narrower.stringAt('scope')).toBe('openid');
    const next = await client.refresh(refreshTokenOf(narrower));
    expect(next.stringAt('scope')).toBe('openid offline_access email');
  });

  it("attack 57: another client's refresh token is refused, and its owner keeps it", async () => {
    const thief = await WebClient.create(project, {}, client.person);
    const tokens = await client.obtainTokens();
    expectInvalidGrant(await thief.refresh(refreshTokenOf(tokens)));
    expect((await client.refresh(refreshTokenOf(tokens))).status).toBe(200);
  });

  it('attack 58: a family ends with its grant, however often it was refreshed', async () => {
    const own = await WebClient.create(await managementApi().createProject());
    const refreshed = await own.refresh(refreshTokenOf(await own.obtainTokens()));
    const rows = await StoredRows.open(runningProduct().home);
    await rows.plant(
      `UPDATE hot.grants SET expires_at = now() - interval '1 second' WHERE project_id = $1`,
      [own.project.address.id],
    );
    await rows.close();
    expectInvalidGrant(await own.refresh(refreshTokenOf(refreshed)));
  });

  it('attack 59: revoking a refresh token kills its access tokens; a foreign client revokes nothing', async () => {
    const tokens = await client.obtainTokens();
    const thief = await WebClient.create(project, {}, client.person);
    const token = refreshTokenOf(tokens);
    const foreign = await project.revoke({ as: thief.credentials, form: { token } });
    expect(foreign.status).toBe(200);
    expect(await project.isActive(token)).toBe(true);
    const own = await project.revoke({ as: client.credentials, form: { token } });
    expect(own.status).toBe(200);
    expect(await isDead(tokens)).toBe(true);
    expect(await project.isActive(token)).toBe(false);
    expectInvalidGrant(await client.refresh(token));
  });

  it('attack 60: only its own client learns of a refresh token, and of a used one nobody', async () => {
    const tokens = await client.obtainTokens();
    const token = refreshTokenOf(tokens);
    const other = await WebClient.create(project, {}, client.person);
    const own = await project.introspect({ as: client.credentials, form: { token } });
    expect(own.json()).toMatchObject({ active: true, token_use: 'refresh_token' });
    const foreign = await project.introspect({ as: other.credentials, form: { token } });
    expect(foreign.json()).toEqual({ active: false });
    await client.refresh(token);
    expect(await project.isActive(token)).toBe(false);
  });
});
