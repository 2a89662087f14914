import { describe, expect, it } from 'vitest';
import { AuthorizationRefusal, parseAuthorizationResponse } from './authorization-response.ts';

const issuer = 'https://id.example.com/p/shop';

function parse(members: Readonly<Record<string, string>>, rest = ''): string {
  const query = new URLSearchParams(`${new URLSearchParams(members)}${rest}`);
  return parseAuthorizationResponse(query, issuer);
}

describe('parseAuthorizationResponse', () => {
  it('gives the code of an answer that the issuer signed with its name', () => {
    expect(parse({ code: 'gh_ac_1', state: 's', iss: issuer })).toBe('gh_ac_1');
  });

  it('refuses an answer of another issuer, or of none, also where it is an error (RFC 9207)', () => {
    const other = 'https://evil.example';
    expect(() => parse({ code: 'x', iss: other })).toThrow(other);
    expect(() => parse({ code: 'x' })).toThrow('unnamed issuer');
    expect(() => parse({ error: 'access_denied', iss: other })).toThrow(other);
  });

  it('refuses a parameter that stands there twice', () => {
    expect(() => parse({ code: 'x', iss: issuer }, '&code=y')).toThrow('code more than once');
    expect(() => parse({ code: 'x', iss: issuer }, `&iss=${issuer}`)).toThrow('more than once');
  });

  it('passes on why it was refused, without control characters', () => {
    const refused = { error: 'access_denied', error_description: 'No.\u001b[2J', iss: issuer };
    expect(() => parse(refused)).toThrow(
      new AuthorizationRefusal('access_denied', 'No.\\u001b[2J'),
    );
    expect(() => parse(refused)).toThrow('access_denied: No.\\u001b[2J');
  });

  it('refuses an answer without a code', () => {
    expect(() => parse({ iss: issuer })).toThrow('no code');
    expect(() => parse({ code: '', iss: issuer })).toThrow('no code');
  });
});
