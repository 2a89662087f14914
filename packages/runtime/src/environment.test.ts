import { describe, expect, it } from 'vitest';
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
});
