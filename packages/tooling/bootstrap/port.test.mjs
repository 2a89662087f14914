import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { Failure } from './failure.mjs';
import { checkPortFree, parsePort } from './port.mjs';

it('serves on 4000 unless PORT names another port', () => {
  expect(parsePort(undefined)).toBe(4000);
  expect(parsePort('')).toBe(4000);
  expect(parsePort('8080')).toBe(8080);
});

it('refuses a PORT that is no port, and shows what was given', () => {
  for (const text of ['0', '65536', '80a', '-1', '4000.5', ' 4000', '1e3']) {
    expect(() => parsePort(text)).toThrow(`it is "${text}"`);
  }
});

it('refuses a taken port, and lets the same port pass once it is free', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address();

  const refusal = await checkPortFree(port).catch((error) => error);
  expect(refusal).toBeInstanceOf(Failure);
  expect(refusal.message).toContain(`Port ${port} is already taken`);

  holder.close();
  await once(holder, 'close');
  await expect(checkPortFree(port)).resolves.toBeUndefined();
});
