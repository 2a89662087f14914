import { expect, test } from 'vitest';
import { Trail } from '../trace/trail.ts';
import { ParameterSet } from './parameter-set.ts';

const trail = () => new Trail({ traceId: 'trace', endpoint: 'token', atMilliseconds: 0 });
const form = (values: Record<string, string>, duplicated: string[] = []) => ({
  values: new Map(Object.entries(values)),
  duplicated: new Set(duplicated),
});

test('a parameter without a value is as if it were absent', () => {
  const parameters = ParameterSet.parse(form({ scope: '' }), { scope: 10 }, trail());
  expect(parameters.get('scope')).toBeUndefined();
  expect(() => parameters.require('scope', trail())).toThrow(
    /required request parameter is missing/,
  );
});

test('a parameter that came twice is refused even where nobody knows it', () => {
  expect(() => ParameterSet.parse(form({ x: '1' }, ['x']), { scope: 10 }, trail())).toThrow(
    /more than once/,
  );
});

test('a parameter off the allow-list cannot be read', () => {
  const parameters = ParameterSet.parse(
    form({ password: 'x', __proto__: 'y' }),
    { scope: 10 },
    trail(),
  );
  expect(parameters.get('password')).toBeUndefined();
  expect(parameters.get('constructor')).toBeUndefined();
});

test.each(['a\u0000b', 'a\r\nb', '\u007f', 'x'.repeat(11)])('%j is malformed', (scope) => {
  expect(() => ParameterSet.parse(form({ scope }), { scope: 10 }, trail())).toThrow(/malformed/);
});
