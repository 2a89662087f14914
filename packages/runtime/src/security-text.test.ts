import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { answerSecurityText, securityContactVariable } from './security-text.ts';

async function ask(contact: string | undefined, path = '/.well-known/security.txt') {
  const server = createServer((request, response) => {
    if (!answerSecurityText(request.url ?? '', response, contact)) response.writeHead(404).end();
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => {
    server.close();
  });
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
}

it('RFC 9116: names the contact, and a day within a year on which it ends', async () => {
  const answer = await ask('mailto:security@example.com');
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const text = await answer.text();
  expect(text).toMatch(/^Contact: mailto:security@example\.com$/m);
  const expires = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '');
  expect(expires).toBeGreaterThan(Date.now() + 100 * 86_400_000);
  expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000);
});

it('is not there while nobody is named, and nowhere else', async () => {
  expect((await ask(undefined)).status).toBe(404);
  expect((await ask('mailto:security@example.com', '/security.txt')).status).toBe(404);
});

it.each(['security@example.com', 'http://example.com', 'mailto:a@b\r\nX: y', 'javascript:x'])(
  'takes no contact like %s',
  (contact) => {
    expect(securityContactVariable.safeParse(contact).success).toBe(false);
  },
);
