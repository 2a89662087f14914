import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBasicCredentials } from './basic-credentials.ts';

function decode(header: string): string {
  return Buffer.from(header.replace(/^Basic /, ''), 'base64').toString('utf8');
}

describe('buildBasicCredentials', () => {
  it('form-encodes id and secret before they are joined (RFC 6749 section 2.3.1)', () => {
    expect(decode(buildBasicCredentials('my client', 'a:b+c%d&é'))).toBe(
      'my+client:a%3Ab%2Bc%25d%26%C3%A9',
    );
  });

  it('leaves what needs no encoding as it is', () => {
    expect(buildBasicCredentials('demo', 'gh_cs_x-Y.9')).toBe(
      `Basic ${Buffer.from('demo:gh_cs_x-Y.9').toString('base64')}`,
    );
  });

  it('gives back exactly the id and secret to a server that decodes as the standard says', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(text, text, (id, secret) => {
        const [first = '', ...rest] = decode(buildBasicCredentials(id, secret)).split(':');
        const values = new URLSearchParams(`id=${first}&secret=${rest.join(':')}`);
        expect([values.get('id'), values.get('secret')]).toEqual([id, secret]);
      }),
    );
  });
});
