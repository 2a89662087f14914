import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { EnvironmentError, originVariable, parseEnvironment, portVariable } from './environment.ts';

const schema = z.object({
  PORT: portVariable.default(4000),
  ORIGIN: originVariable.optional(),
  KEY: z.string().optional(),
});

describe('parseEnvironment', () => {
  it('takes a variable without a value as absent', () => {
    expect(parseEnvironment(schema, { PORT: '', ORIGIN: '' })).toEqual({ PORT: 4000 });
  });

  it.each(['70000', '-1', '80x', '0x50', ' 80'])('refuses the port %s', (port) => {
    expect(() => parseEnvironment(schema, { PORT: port })).toThrow(/PORT is wrong/);
  });

  it.each(['example.com', 'ftp://a', 'https://a/b', 'https://u@a', 'https://a?x'])(
    'refuses the origin %s',
    (origin) => {
      expect(() => parseEnvironment(schema, { ORIGIN: origin })).toThrow(EnvironmentError);
    },
  );

  it('names what is missing and never shows a value', () => {
    const strict = z.object({ KEY: z.string(), PORT: portVariable });
    expect(() => parseEnvironment(strict, { PORT: 's3cret' })).toThrow(/^Set KEY\. PORT is wrong/);
    expect(() => parseEnvironment(strict, { PORT: 's3cret' })).not.toThrow(/s3cret/);
  });

  it('reads a secret from the file that NAME_FILE names, and prefers the variable itself', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-environment-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, 'key');
    writeFileSync(file, 's3cret\n');
    expect(parseEnvironment(schema, { KEY_FILE: file }).KEY).toBe('s3cret');
    expect(parseEnvironment(schema, { KEY: 'own', KEY_FILE: file }).KEY).toBe('own');
  });

  it('names the file of a secret that cannot be read', () => {
    const missing = { KEY_FILE: '/nowhere/key' };
    expect(() => parseEnvironment(schema, missing)).toThrow(
      'KEY_FILE names /nowhere/key, which cannot be read (ENOENT).',
    );
  });
});
