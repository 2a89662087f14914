import { describe, expect, it } from 'vitest';
import type { Flag } from './flag.ts';
import { FlagValues } from './flag-values.ts';
import { orderArguments } from './order-arguments.ts';
import { spellBooleans } from './spell-booleans.ts';

const flags: readonly Flag[] = [
  { kind: 'boolean', name: 'skip-consent', summary: '' },
  { kind: 'strings', name: 'scope', fallback: ['openid'], summary: '' },
  { kind: 'string', name: 'name', fallback: 'x', summary: '' },
];

describe('orderArguments', () => {
  it('moves flags that stand before the words behind them, values included', () => {
    const argv = ['-q', '--format', 'json', 'create', '--config=/c', 'project', '--name', 'list'];
    expect(orderArguments(argv).ordered).toEqual([
      ...['create', 'project', '-q', '--format', 'json', '--config=/c', '--name', 'list'],
    ]);
  });

  it('moves nothing behind the mark that ends the flags', () => {
    expect(orderArguments(['introspect', '--', 'token']).ordered).toEqual([
      ...['introspect', '--', 'token'],
    ]);
  });
});

describe('spellBooleans', () => {
  it.each([
    ['--skip-consent=true', '--skip-consent'],
    ['--skip-consent=0', '--no-skip-consent'],
    ['--skip-consent=maybe', '--skip-consent=maybe'],
    ['--name=true', '--name=true'],
  ])('%s becomes %s', (given, expected) => {
    expect(spellBooleans([given], flags)).toEqual([expected]);
  });

  it('changes nothing behind the mark that ends the flags', () => {
    const argv = ['--', '--skip-consent=true'];
    expect(spellBooleans(argv, flags)).toEqual(argv);
  });
});

describe('FlagValues', () => {
  it('replaces the default list by the first value and adds the ones after it', () => {
    const given = new Map([['scope', ['a,b', 'c']]]);
    expect(new FlagValues(flags, given).strings('scope')).toEqual(['a', 'b', 'c']);
    expect(new FlagValues(flags, new Map()).strings('scope')).toEqual(['openid']);
  });

  it('tells a flag that was given its default value from one that was not given', () => {
    const values = new FlagValues(flags, new Map([['name', ['x']]]));
    expect([values.wasGiven('name'), values.wasGiven('scope')]).toEqual([true, false]);
  });
});
