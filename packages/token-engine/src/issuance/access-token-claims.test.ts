import { parseGrantId, parseIdentityId, parseSessionId } from '@gatehouse/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AccessTokenClaims, decodeClaims, encodeClaims } from './access-token-claims.ts';
import { buildJwtClaims, parseJwtClaims } from './access-token-jwt.ts';

const count = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const word = fc.stringMatching(/^[!#-[\]-~]{1,12}$/);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const uuid = <Id>(parse: (text: string) => Id | undefined) =>
  fc.uuid().map((text) => {
    const id = parse(text);
    if (id === undefined) throw new Error(`${text} is no UUID`);
    return id;
  });

const anyClaims: fc.Arbitrary<AccessTokenClaims> = fc.record({
  subject: fc.string({ maxLength: 40 }),
  clientId: fc.string({ maxLength: 40 }),
  scope: fc.uniqueArray(word, { maxLength: 5 }),
  audience: fc.array(fc.string(), { maxLength: 3 }),
  issuedAtSeconds: count,
  expiresAtSeconds: count,
  epochs: fc.record({
    installation: count,
    project: count,
    client: count,
    grant: maybe(fc.record({ grantId: uuid(parseGrantId), epoch: count })),
    identity: maybe(fc.record({ identityId: uuid(parseIdentityId), epoch: count })),
    session: maybe(fc.record({ sessionId: uuid(parseSessionId), epoch: count })),
  }),
});

test('what is sealed into a token comes back unchanged', () => {
  fc.assert(
    fc.property(anyClaims, (claims) => {
      expect(decodeClaims(encodeClaims(claims))).toEqual(claims);
    }),
  );
});

test('a JWT says the same as a sealed token', () => {
  fc.assert(
    fc.property(anyClaims, (claims) => {
      const jwt = buildJwtClaims(claims, { issuer: 'https://issuer.example', jti: 'AAAA' });
      const parsed = parseJwtClaims(JSON.parse(JSON.stringify(jwt)), 'https://issuer.example');
      const audience = claims.audience.length === 0 ? ['https://issuer.example'] : claims.audience;
      expect(parsed?.claims).toEqual({ ...claims, audience });
    }),
  );
});

test('attack 69: a JWT of another issuer is no token of this one', () => {
  const [claims] = fc.sample(anyClaims, 1);
  if (claims === undefined) throw new Error('no sample');
  expect(
    parseJwtClaims(
      buildJwtClaims(claims, { issuer: 'https://a.example', jti: 'AA' }),
      'https://b.example',
    ),
  ).toBeUndefined();
});

test('a page adds claims to a JWT and cannot replace one that the protocol gives a meaning', () => {
  const [claims] = fc.sample(anyClaims, 1);
  if (claims === undefined) throw new Error('no sample');
  const token = { issuer: 'https://a.example', jti: 'AA' };
  const plain = buildJwtClaims(claims, token);
  const forged = { cnf: {}, act: {}, azp: 'other', active: true, gh_epochs: [] };
  const added = { ...plain, ...forged, sub: 'forged', iss: 'forged', plan: 'pro' };
  expect(buildJwtClaims(claims, { ...token, added })).toEqual({
    ...plain,
    plan: 'pro',
    ext: added,
  });
});
