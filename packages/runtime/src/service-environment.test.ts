import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseEnvironment } from './environment.ts';
import { mailVariables, readSmtp, redisVariables } from './service-environment.ts';

const parse = (environment: Record<string, string>) =>
  parseEnvironment(z.object({ ...mailVariables, ...redisVariables }), environment);

test('without a mail server and Redis nothing is set', () => {
  const environment = parse({});
  expect(environment.REDIS_URL).toBeUndefined();
  expect(readSmtp(environment)).toBeUndefined();
});

test('a mail server needs a sender, and a sender a mail server', () => {
  const url = 'smtps://user:password@mail.example.com:465';
  const from = 'Example <accounts@example.com>';
  expect(readSmtp(parse({ GATEHOUSE_SMTP_URL: url, GATEHOUSE_MAIL_FROM: from }))).toEqual({
    url,
    from,
  });
  expect(() => readSmtp(parse({ GATEHOUSE_SMTP_URL: url }))).toThrow('Set GATEHOUSE_MAIL_FROM.');
  expect(() => readSmtp(parse({ GATEHOUSE_MAIL_FROM: from }))).toThrow('Set GATEHOUSE_SMTP_URL.');
});

test.each([
  { GATEHOUSE_SMTP_URL: 'http://mail.example.com' },
  { GATEHOUSE_SMTP_URL: 'mail.example.org' },
  { GATEHOUSE_MAIL_FROM: 'nobody' },
  { GATEHOUSE_MAIL_FROM: 'a@example.com, b@example.com' },
  { GATEHOUSE_MAIL_FROM: 'Name\r\nBcc: x@example.com <a@example.com>' },
  { REDIS_URL: 'redis.example.org:6379' },
])('refuses %o, and says so without its value', (environment) => {
  const [[name = '', value = ''] = []] = Object.entries(environment);
  expect(() => parse(environment)).toThrow(`${name} is wrong`);
  expect(() => parse(environment)).not.toThrow(value);
});
