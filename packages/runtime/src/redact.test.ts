import { tokenPrefixes } from '@gatehouse/protocol';
import { describe, expect, it } from 'vitest';
import { mayHoldSecrets, redact, redactText } from './redact.ts';

const canary = 'c4n4ry-9f2b7d';

describe('redact', () => {
  it.each([
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'code',
    'access_token',
    'refresh_token',
    'id_token',
    'token',
    'client_secret',
    'clientSecret',
    'client_assertion',
    'password',
    'keyring',
    'GATEHOUSE_KEYRING',
    'DATABASE_URL',
    'code_verifier',
  ])('never keeps the value of a member named %s, at any depth', (name) => {
    const line = JSON.stringify(redact({ request: { headers: [{ [name]: canary }] } }));
    expect(line).not.toContain(canary);
    expect(line).toContain('[redacted]');
  });

  it('keeps what is needed to read a line: statuses, system error codes, ids', () => {
    expect(redact({ statusCode: 404, code: 'EADDRINUSE', client_id: 'abc' })).toEqual({
      statusCode: 404,
      code: 'EADDRINUSE',
      client_id: 'abc',
    });
  });
});

describe('redactText', () => {
  it.each(Object.values(tokenPrefixes))('takes out what begins with %s', (prefix) => {
    expect(redactText(`refused ${prefix}${canary}-x, as said`)).toBe(
      `refused ${prefix}[redacted], as said`,
    );
  });

  it('takes out the codes of a device that stand in a form', () => {
    const text = redactText(`device_code=${canary}&user_code=BCDF-GHJK&scope=openid`);
    expect(text).toBe('device_code=[redacted]&user_code=[redacted]&scope=openid');
  });

  it.each([
    `gh_at_${canary}`,
    `the key gh_wak_${canary} was used`,
    `Authorization: Bearer ${canary}`,
    `Basic ${Buffer.from(canary).toString('base64')}`,
    `https://user:${canary}@example.com/`,
    `/p/x/cb?client_secret=${canary}#x`,
    `login_challenge=${canary}`,
  ])('takes the secret out of %s', (text) => {
    const line = redactText(text);
    expect(line).not.toContain(canary);
    expect(line).not.toContain(Buffer.from(canary).toString('base64'));
  });

  it.each([
    'Key (value)=(ada.lovelace+x@mail.example.com) already exists.',
    '<Ada.Lovelace@EXAMPLE.com>',
    'to:ädä@exämple.org,',
  ])('names nobody by a mail address: %s', (text) => {
    expect(redactText(text)).not.toMatch(/lovelace|ädä/i);
  });

  it('takes no longer than the text is long', () => {
    const started = performance.now();
    redactText('a'.repeat(200_000) + '.a@'.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('escapes control characters, so that nothing in a line passes for another line or moves a cursor', () => {
    expect(redactText('a\r\u001b[2Kb\u009b1mc\u2028d')).toBe(
      'a\\u000d\\u001b[2Kb\\u009b1mc\\u2028d',
    );
  });
});

describe('mayHoldSecrets', () => {
  it.each([
    ...[
      'Cookie',
      'set-cookie',
      'code',
      'newPassword',
      'x_api_key',
      'DATABASE_URL',
      'recipient',
    ].map((name) => ({ a: [{ [name]: canary }] })),
    ...[`gh_rt_${canary}`, `dpop ${canary}`, 'eyJhbGciOiJub25lIn0.e30.', 'a@b.example'].map(
      (text) => [text],
    ),
    ...['postgres://a:b@c/', `code=${canary}`, 'one\u0085two', 'one\u2028two', 'one\u007ftwo'].map(
      (text) => [{ text }],
    ),
  ])('is true of a line that redact changes: %j', (value) => {
    const line = JSON.stringify(value);
    expect(JSON.stringify(redact(value))).not.toBe(line);
    expect(mayHoldSecrets(line)).toBe(true);
  });

  it('is false of the line of a request that was served', () => {
    const line = {
      level: 'info',
      time: '2026-11-24T11:00:00.000Z',
      name: 'project-api',
      method: 'POST',
      route: '/oauth2/token',
      status: 200,
      traceId: '01936f8e-5a4b-7c3d-8e2f-1a2b3c4d5e6f',
      msg: 'request',
    };
    expect(redact(line)).toEqual(line);
    expect(mayHoldSecrets(JSON.stringify(line))).toBe(false);
  });
});
