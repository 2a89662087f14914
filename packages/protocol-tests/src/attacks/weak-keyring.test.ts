import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHome, findFreePort, removeHome, spawnProduct } from '../drivers/product.ts';
import { runningProduct } from '../drivers/running-product.ts';

// A database of one's own that is not there: the keyring has to be refused before anybody connects.
const database = {
  DATABASE_URL: 'postgresql://gatehouse_app:x@127.0.0.1:9/gatehouse',
  DATABASE_HOT_URL: 'postgresql://gatehouse_hot:x@127.0.0.1:9/gatehouse',
  DATABASE_DIRECT_URL: 'postgresql://gatehouse_owner:x@127.0.0.1:9/gatehouse',
};
const key = (bytes = 32) => randomBytes(bytes).toString('base64url');
const one = key();

describe('a keyring that protects nothing', () => {
  let home: string;

  beforeAll(() => {
    home = createHome();
  });

  afterAll(() => removeHome(home));

  /** Starts the product in a folder of its own; resolves with exit code and output once it ends. */
  async function start(environment: Readonly<Record<string, string>>) {
    const folder = path.join(home, randomBytes(4).toString('hex'));
    mkdirSync(folder, { mode: 0o711 });
    const logFile = path.join(folder, 'product.log');
    const child = spawnProduct({ home: folder, port: await findFreePort(), environment }, logFile);
    const exitCode = await new Promise<number | null>((resolve) => {
      const limit = setTimeout(() => child.kill('SIGKILL'), 15_000);
      child.once('exit', (code) => {
        clearTimeout(limit);
        resolve(code);
      });
    });
    return { exitCode, output: readFileSync(logFile, 'utf8'), folder };
  }

  it.each<[string, Record<string, string>]>([
    ['missing', database],
    ['empty', { ...database, GATEHOUSE_KEYRING: '' }],
    ['short', { ...database, GATEHOUSE_KEYRING: `k1:${key(31)}` }],
    ['too long', { ...database, GATEHOUSE_KEYRING: `k1:${key(33)}` }],
    ['a password', { ...database, GATEHOUSE_KEYRING: 'k1:correct-horse-battery-staple' }],
    ['without an id', { ...database, GATEHOUSE_KEYRING: one }],
    ['of one repeated byte', { ...database, GATEHOUSE_KEYRING: `k1:${'A'.repeat(43)}` }],
    ['doubled', { ...database, GATEHOUSE_KEYRING: `k1:${one},k2:${one}` }],
    ['of two keys with one id', { ...database, GATEHOUSE_KEYRING: `k1:${one},k1:${key()}` }],
    ['the one of the manual', { ...database, GATEHOUSE_KEYRING: exampleOfTheManual() }],
    ['short, with the embedded database too', { GATEHOUSE_KEYRING: `k1:${key(16)}` }],
  ])('attack 120: the start is refused with a keyring that is %s', async (_what, environment) => {
    const { exitCode, output, folder } = await start(environment);
    expect(exitCode).toBe(1);
    expect(output).toContain('GATEHOUSE_KEYRING');
    expect(output).not.toContain('Gatehouse is ready');
    const secret = environment['GATEHOUSE_KEYRING']?.split(':')[1];
    if (secret !== undefined && secret !== '') expect(output).not.toContain(secret);
    expect(existsSync(path.join(folder, 'cli.json'))).toBe(false);
  });

  it('attack 120: what the local start made for itself is readable by its owner alone', () => {
    const { home: running } = runningProduct();
    const mode = statSync(path.join(running, 'cli.json')).mode & 0o777;
    expect(mode).toBe(0o600);
  });
});

/** The value that the documentation prints; it must never protect anything. */
function exampleOfTheManual(): string {
  return 'example:Z2F0ZWhvdXNlLWV4YW1wbGUta2V5cmluZy1yb290ISE';
}
