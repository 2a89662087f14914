import { operationList } from '@gatehouse/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';

let fixture: ControlPlaneFixture;
beforeAll(async () => {
  fixture = await startControlPlane();
});
afterAll(() => fixture.close());

it('the OpenAPI document is there for everybody and describes every operation', async () => {
  const answer = await fixture.send('GET', '/api/openapi.json');
  expect(answer).toMatchObject({
    status: 200,
    body: { openapi: '3.1.1', servers: [{ url: 'http://localhost:4000/api' }] },
  });
  for (const [id] of operationList) expect(answer.text).toContain(`"operationId":"${id}"`);
});

it('the page needs no script, loads nothing, and its policy allows no more than its own style', async () => {
  const { status, headers, text } = await fixture.send('GET', '/api/docs');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; frame-ancestors 'none'/,
  );
  expect(text).not.toMatch(/<script|<link|<img|javascript:|\son\w+=|\sstyle=/i);
  for (const [id] of operationList) expect(text).toContain(`<details id="${id}">`);
});
