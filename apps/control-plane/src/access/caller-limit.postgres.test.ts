import { createLimits } from '@gatehouse/redis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';
import { callerLimit } from './caller-limit.ts';

const time = { milliseconds: 1_800_000_000_000 };
const limits = createLimits({ nowMilliseconds: () => time.milliseconds });
let fixture: ControlPlaneFixture;
beforeAll(async () => {
  fixture = await startControlPlane({ limits });
});
afterAll(() => fixture.close());

it('a caller that runs wild waits, is told how long, and is alone with that', async () => {
  const [wild, other] = [fixture.signIn('wild'), fixture.signIn('other')];
  const list = ({ token }: { token: string }) => fixture.send('GET', '/api/workspaces', { token });
  for (let call = 2; call < callerLimit.count; call += 1) {
    limits.count(callerLimit, ['member', wild.memberId]);
  }
  expect((await list(wild)).status).toBe(200);
  expect((await list(wild)).status).toBe(200);
  const refused = await list(wild);
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({ error: { code: 429, id: 'too_many_requests' } });
  expect(refused.headers['ratelimit-policy']).toBe('"management";q=3000;w=60');
  expect((await list(other)).status).toBe(200);
  time.milliseconds += Number(refused.headers['retry-after']) * 1000;
  expect((await list(wild)).status).toBe(200);
});
