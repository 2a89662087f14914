import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparable } from '../drivers/comparable-answer.ts';
import { DeviceClient, openDevicePage, postUserCode } from '../drivers/device-client.ts';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';

function expectRefusal(answer: HttpAnswer, error: string): void {
  expect(answer.json()).toMatchObject({ error });
}

describe('device codes under attack', () => {
  let project: ProjectApi;
  let device: DeviceClient;
  let rows: StoredRows;

  beforeAll(async () => {
    project = await managementApi().createProject();
    device = await DeviceClient.create(project);
    rows = await StoredRows.open(runningProduct().home);
  });
  afterAll(() => rows?.close());

  /** Lets the one code of a client expire. */
  const expire = ({ credentials }: DeviceClient) =>
    rows.plant(
      `UPDATE hot.device_codes SET expires_at = now() - interval '1 second' WHERE client_id = $1`,
      [credentials.clientId],
    );

  it('attack 112: a browser has five wrong codes, then the right one counts no more', async () => {
    const begun = await device.begin();
    const browser = device.browser();
    for (let round = 0; round < 5; round += 1) {
      const next = await postUserCode(browser, await openDevicePage(browser), 'BBBB-BBBB');
      expect(next.searchParams.get('problem')).toBe('wrong');
    }
    const right = await postUserCode(
      browser,
      await openDevicePage(browser),
      begun.stringAt('user_code'),
    );
    expect(right.searchParams.get('problem')).toBe('limited');
    await device.answer(begun.stringAt('user_code'));
    expect((await device.poll(begun.stringAt('device_code'))).status).toBe(200);
  });

  it('attack 112: a code that expired, was answered or never existed gets one answer', async () => {
    const late = await DeviceClient.create(project, {}, device.person);
    const [denied, expired] = [await device.begin(), await late.begin()];
    await device.answer(denied.stringAt('user_code'), 'deny');
    await expire(late);
    for (const code of [
      denied.stringAt('user_code'),
      expired.stringAt('user_code'),
      'BBBB-BBBB',
      'x',
    ]) {
      const browser = device.browser();
      const next = await postUserCode(browser, await openDevicePage(browser), code);
      expect(next.searchParams.get('problem'), code).toBe('wrong');
      expect(next.searchParams.get('user_code')).toBeNull();
    }
  });

  it('attack 112: consent is asked of everybody, whoever skips it elsewhere: nobody lets a device in by a link', async () => {
    const first = await DeviceClient.create(project, { skip_consent: true }, device.person);
    const begun = await first.begin();
    const browser = first.browser();
    await browser.walk('/self-service/login/browser', {
      person: first.person,
      endsAt: (url) => url.pathname.endsWith('/signed-in'),
    });
    const next = await postUserCode(
      browser,
      await openDevicePage(browser, begun.stringAt('user_code')),
      begun.stringAt('user_code'),
    );
    const asked = await browser.get(next.href);
    expect(asked.headers.location).toContain('/consent?consent_challenge=');
    expectRefusal(await first.poll(begun.stringAt('device_code')), 'authorization_pending');
  });

  it('attack 112: what one browser was sent with is worth nothing in another, nor without its token', async () => {
    const begun = await device.begin();
    const [browser, other] = [device.browser(), device.browser()];
    const challenge = await openDevicePage(browser);
    await openDevicePage(other);
    const query = new URLSearchParams({ device_challenge: challenge });
    expect((await other.get(`/self-service/device?${query}`)).status).toBe(404);
    const userCode = begun.stringAt('user_code');
    const forged = await other.post('/self-service/device', {
      device_challenge: challenge,
      csrf_token: 'guessed',
      user_code: userCode,
    });
    expect(forged.status).toBe(403);
    const taken = await postUserCode(browser, challenge, userCode);
    expect(taken.searchParams.get('device_verifier')).not.toBeNull();
    expect((await other.get(taken.href)).status).toBe(400);
    expect((await browser.get(taken.href)).status).toBe(303);
  });

  it('attack 112: a code that is redeemed twice kills all that its first redemption issued', async () => {
    const begun = await device.begin();
    await device.answer(begun.stringAt('user_code'));
    const first = await device.poll(begun.stringAt('device_code'));
    expect(first.status).toBe(200);
    expectRefusal(await device.poll(begun.stringAt('device_code')), 'invalid_grant');
    expect(await project.isActive(first.stringAt('access_token'))).toBe(false);
    expectRefusal(await device.refresh(first.stringAt('refresh_token')), 'invalid_grant');
  });

  it('attack 112: of 30 parallel polls of one allowed code at most one gets tokens', async () => {
    const begun = await device.begin();
    await device.answer(begun.stringAt('user_code'));
    const code = begun.stringAt('device_code');
    const answers = await Promise.all(Array.from({ length: 30 }, () => device.poll(code)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    for (const answer of answers) expect([200, 400]).toContain(answer.status);
  });

  it('attack 112: two people who answer one code at once let in one, or nobody', async () => {
    const begun = await device.begin();
    const second = await DeviceClient.create(project);
    const userCode = begun.stringAt('user_code');
    await Promise.allSettled([
      device.answer(userCode),
      second.answer(userCode),
      device.answer(userCode, 'deny'),
    ]);
    const granted = await rows.count(`FROM hot.grants WHERE project_id = $1 AND client_id = $2`, [
      project.address.id,
      device.credentials.clientId,
    ]);
    const answer = await device.poll(begun.stringAt('device_code'));
    expect([200, 400]).toContain(answer.status);
    const approved = await rows.count(
      `FROM hot.device_codes d JOIN hot.grants g USING (project_id, grant_id)
       WHERE d.project_id = $1 AND d.client_id = $2`,
      [project.address.id, device.credentials.clientId],
    );
    expect(granted).toBe(approved);
  });

  it('attack 63: a device that somebody let in who is inactive or deleted gets nothing', async () => {
    for (const change of [
      { method: 'PATCH', json: [{ op: 'replace', path: '/state', value: 'inactive' }] },
      { method: 'DELETE' },
    ]) {
      const ended = await DeviceClient.create(project);
      const earlier = await ended.obtainTokens();
      const begun = await ended.begin();
      await ended.answer(begun.stringAt('user_code'));
      const introspected = await project.adminIntrospect(earlier.stringAt('access_token'));
      await project.admin(`/identities/${introspected.stringAt('sub')}`, change);
      expectRefusal(await ended.poll(begun.stringAt('device_code')), 'invalid_grant');
      expect(await project.isActive(earlier.stringAt('access_token'))).toBe(false);
    }
  });

  it('attack 63: a client that is deleted or loses the grant type polls in vain', async () => {
    const losing = await DeviceClient.create(project, {}, device.person);
    const begun = await losing.begin();
    await losing.answer(begun.stringAt('user_code'));
    const path = `/clients/${losing.credentials.clientId}`;
    const grants = [{ op: 'replace', path: '/grant_types', value: ['refresh_token'] }];
    await project.admin(path, { method: 'PATCH', json: grants });
    expectRefusal(await losing.poll(begun.stringAt('device_code')), 'unauthorized_client');
    await project.admin(path, { method: 'DELETE' });
    expectRefusal(await losing.poll(begun.stringAt('device_code')), 'invalid_client');
  });

  it('attack 65: an expired device code is refused though its row is still there', async () => {
    const late = await DeviceClient.create(project, {}, device.person);
    const begun = await late.begin();
    await late.answer(begun.stringAt('user_code'));
    await expire(late);
    expectRefusal(await late.poll(begun.stringAt('device_code')), 'expired_token');
  });

  it('attack 66: codes of project A are unknown at project B, byte for byte', async () => {
    const b = await managementApi().createProject();
    const deviceOfB = await DeviceClient.create(b);
    const begun = await device.begin();
    await device.answer(begun.stringAt('user_code'));
    const code = begun.stringAt('device_code');
    const unknown = `${code.slice(0, 6)}${'A'.repeat(code.length - 6)}`;
    const [foreign, never] = [await deviceOfB.poll(code), await deviceOfB.poll(unknown)];
    expect(foreign.json()).toMatchObject({ error: 'invalid_grant' });
    expect(comparable(foreign)).toEqual(comparable(never));
    const pending = await device.begin();
    const browser = deviceOfB.browser();
    const next = await postUserCode(
      browser,
      await openDevicePage(browser),
      pending.stringAt('user_code'),
    );
    expect(next.searchParams.get('problem')).toBe('wrong');
    expect((await device.poll(code)).status).toBe(200);
  });

  it('attack 119: neither code stands in the database as it is', async () => {
    const begun = await device.begin();
    const stored = await rows.dump();
    const codes = [begun.stringAt('device_code'), begun.stringAt('user_code')];
    for (const code of [...codes, begun.stringAt('user_code').replace('-', '')]) {
      expect(stored.filter(({ text }) => text.includes(code))).toEqual([]);
    }
  });
});
