import { expect, test } from 'vitest';
import { english } from './english.ts';
import { formatWait } from './format.ts';
import { german } from './german.ts';
import { translateMessage } from './texts.ts';

test('every message, field and failure has its text in both languages', () => {
  for (const part of ['messages', 'fields'] as const) {
    expect(Object.keys(german[part])).toEqual(Object.keys(english[part]));
  }
  expect(Object.keys(german.failures.byId)).toEqual(Object.keys(english.failures.byId));
});

test('a message that this release does not know is shown as the API wrote it', () => {
  const message = { id: 4_999_999, text: 'Something new.', type: 'error' } as const;
  expect(translateMessage(german, message)).toBe('Something new.');
});

test('a wait is told in the largest unit that fits, and never too short', () => {
  expect(formatWait(61, 'en')).toBe('61 seconds');
  expect(formatWait(170, 'de')).toBe('3 Minuten');
  expect(formatWait(7201, 'en')).toBe('3 hours');
});
