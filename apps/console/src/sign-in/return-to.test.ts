import { expect, test } from 'vitest';
import { readReturnTo } from './return-to.ts';

test('a path of the console is returned to, with its query', () => {
  expect(readReturnTo('/projects/1/traces?outcome=succeeded')).toBe(
    '/projects/1/traces?outcome=succeeded',
  );
});

test('whatever leads elsewhere, or could be read to, leads to the start', () => {
  for (const text of [
    null,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%0d%0aset-cookie:x\r\n',
    '/a\\b',
    '\t//evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    '/x/..//evil.example',
  ]) {
    expect(readReturnTo(text), String(text)).toMatch(/^\/(?!\/)/);
    expect(readReturnTo(text), String(text)).not.toContain('evil.example');
  }
});
