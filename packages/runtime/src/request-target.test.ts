import { describe, expect, it } from 'vitest';
import { parseRequestTarget } from './request-target.ts';

describe('parseRequestTarget', () => {
  it.each([
    '/',
    '/p/acme/oauth2/token',
    '/.well-known/jwks.json',
    '/p/acme/admin/clients/a.b~c',
    '/p/acme/admin/clients/a%40b',
    '/p/acme/admin/clients/',
    "/x!$&'()*+,=:@",
  ])('takes %s as it stands', (path) => {
    expect(parseRequestTarget(`${path}?a=/../;`)).toEqual({
      path,
      query: '?a=/../;',
      host: undefined,
    });
  });

  it.each([
    '//p/acme',
    '/p//acme',
    '/p/acme//',
    '/%70/acme',
    '/p/acme/%61dmin',
    '/p/acme/.%2e/x',
    '/p/../api',
    '/p/./api',
    '/p/acme/..',
    '/p/acme/%2e%2e',
    '/p/acme%2fadmin',
    '/p/acme%5cadmin',
    '/p/acme;x/oauth2/token',
    '/p/acme%3bx',
    '/p\\acme',
    '/p/acme%00',
    '/p/acme%0d%0a',
    '/p/acme%7f',
    '/p/acme%zz',
    '/p/acme%ff',
    '/p/acme%c0%af',
    '/p/acme%',
    '/p/ac me',
    '/p/acmé',
    '/p/acme#x',
    '*',
    'p/acme',
    'example.com:443',
    'ftp://example.com/p',
    '',
  ])('attack 94: refuses %j, which is another spelling or no path at all', (target) => {
    expect(parseRequestTarget(target)).toBe('malformed');
  });

  it('accepts the absolute form, whose host counts', () => {
    expect(parseRequestTarget('http://acme.projects.test:4000/admin/clients?page_size=1')).toEqual({
      path: '/admin/clients',
      query: '?page_size=1',
      host: 'acme.projects.test:4000',
    });
    expect(parseRequestTarget('HTTP://acme.test')).toEqual({
      path: '/',
      query: '',
      host: 'acme.test',
    });
    expect(parseRequestTarget('http://acme.test?x=1')).toMatchObject({ path: '/', query: '?x=1' });
    expect(parseRequestTarget('http://acme.test//p')).toBe('malformed');
  });

  it('attack 114: refuses a target of 20 kB at once', () => {
    expect(parseRequestTarget(`/${'a'.repeat(20_000)}`)).toBe('too_long');
  });
});
