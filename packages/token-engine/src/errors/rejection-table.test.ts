import { expect, test } from 'vitest';
import { rejectionTable } from './rejection-table.ts';

test.each(Object.entries(rejectionTable))(
  '%s tells the client nothing outside the characters of RFC 6749 section 5.2',
  (slug, rejection) => {
    expect(slug).toMatch(/^[a-z_]+$/);
    expect(rejection.description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(rejection.hint).not.toBe('');
    expect(rejection.reference).not.toBe('');
  },
);

test('every way to fail client authentication sounds the same, apart from presenting nothing', () => {
  const descriptions = Object.entries(rejectionTable)
    .filter(
      ([slug, { code }]) =>
        code === 'invalid_client' &&
        !slug.startsWith('authorization_') &&
        slug !== 'client_authentication_missing',
    )
    .map(([, { description }]) => description);
  expect(new Set(descriptions)).toEqual(new Set(['Client authentication failed.']));
});
