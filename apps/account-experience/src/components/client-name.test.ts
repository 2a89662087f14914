import { describe, expect, test } from 'vitest';
import { readClientName } from './client-name.ts';

describe('attack 88: the name of a client', () => {
  test.each([
    ['what turns text round', '\u202eelgooG\u2066', 'elgooG'],
    ['what takes no room', 'Goo\u200bgle\u00ad', 'Google'],
    ['lines', 'Ledger\r\nYour password has expired\u2028', 'Ledger Your password has expired'],
    ['towers of accents', `L${'\u0301'.repeat(40)}edger`, 'L\u0301\u0301edger'],
    ['control characters', 'Led\u0000\u001bger', 'Ledger'],
  ])('loses %s', (_, name, shown) => {
    expect(readClientName(name, 'id')).toBe(shown);
  });

  test('is cut where it would push the page away', () => {
    const shown = readClientName('🦊'.repeat(500), 'id');
    expect([...shown]).toHaveLength(65);
    expect(shown.endsWith('…')).toBe(true);
  });

  test('gives way to the fallback where nothing can be seen of it', () => {
    for (const name of [undefined, '', ' \u200b ', '\u202e']) {
      expect(readClientName(name, 'the id')).toBe('the id');
    }
  });
});
