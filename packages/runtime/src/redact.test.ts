import { describe, expect, it } from 'vitest';
import { redact, redactText } from './redact.ts';

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
