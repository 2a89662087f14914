import { describe, expect, it } from 'vitest';
import { buildProjectUrl, createAddressResolver } from './index.ts';

const byPath = createAddressResolver({ mode: 'path', origin: 'https://auth.example.com' });
const byHost = createAddressResolver({
  mode: 'host',
  consoleOrigin: 'https://console.example.com',
  projectsDomain: 'example.net',
});
const host = 'auth.example.com';

describe('createAddressResolver in path mode', () => {
  it.each([
    ['/p/acme/oauth2/token', { kind: 'project', slug: 'acme', path: '/oauth2/token' }],
    ['/p/acme', { kind: 'project', slug: 'acme', path: '/' }],
    ['/api/projects', { kind: 'management', path: '/projects' }],
    ['/api', { kind: 'management', path: '/' }],
    ['/apix', { kind: 'console', path: '/apix' }],
    ['/', { kind: 'console', path: '/' }],
    ['/p/', { kind: 'unknown' }],
    ['/p/-acme/x', { kind: 'unknown' }],
    ['/p/ACME/x', { kind: 'unknown' }],
    [`/p/${'a'.repeat(64)}/x`, { kind: 'unknown' }],
  ])('leads %s to %j', (path, expected) => {
    expect(byPath(host, path)).toEqual(expected);
  });

  it('serves the inserted form of RFC 8414 section 3.1 and nothing below it', () => {
    const inserted = '/.well-known/oauth-authorization-server';
    expect(byPath(host, `${inserted}/p/acme`)).toEqual({
      kind: 'project',
      slug: 'acme',
      path: inserted,
    });
    expect(byPath(host, `${inserted}/p/acme/admin/clients`)).toEqual({ kind: 'unknown' });
  });

  it('attack 68: no host chooses a project, and a foreign host reaches none', () => {
    expect(byPath('acme.projects.example.net', '/p/other/x')).toEqual({ kind: 'misdirected' });
    expect(byPath('evil.example', '/p/acme/x')).toEqual({ kind: 'misdirected' });
    expect(byPath(undefined, '/p/acme/x')).toEqual({ kind: 'misdirected' });
    expect(byPath('localhost.evil.example:4000', '/p/acme/x')).toEqual({ kind: 'misdirected' });
    expect(byPath('127.0.0.1:4000', '/p/acme/x')).toMatchObject({ slug: 'acme' });
  });
});

describe('createAddressResolver in host mode', () => {
  it.each([
    ['acme.projects.example.net', { kind: 'project', slug: 'acme', path: '/p/x' }],
    ['ACME.projects.example.net', { kind: 'project', slug: 'acme', path: '/p/x' }],
    ['api.console.example.com', { kind: 'management', path: '/p/x' }],
    ['console.example.com', { kind: 'console', path: '/p/x' }],
    ['project.console.example.com', { kind: 'project', slug: 'console', path: '/p/x' }],
    ['console.projects.example.net', { kind: 'misdirected' }],
    ['a.b.projects.example.net', { kind: 'misdirected' }],
    ['.projects.example.net', { kind: 'misdirected' }],
    ['acme.projects.example.net.', { kind: 'misdirected' }],
    ['acme.projects.example.net:8443', { kind: 'misdirected' }],
    ['localhost', { kind: 'misdirected' }],
    [undefined, { kind: 'misdirected' }],
  ])('leads %s to %j and never by its path', (name, expected) => {
    expect(byHost(name, '/p/x')).toEqual(expected);
  });
});

it('the address that a project is given is the address that leads to it', () => {
  for (const addressing of [
    { mode: 'path', origin: 'http://localhost:4000' },
    { mode: 'host', consoleOrigin: 'http://console.test:4000', projectsDomain: 'apis.test' },
  ] as const) {
    for (const slug of ['acme', 'console']) {
      const url = new URL(`${buildProjectUrl(addressing, slug)}/oauth2/token`);
      expect(createAddressResolver(addressing)(url.host, url.pathname)).toEqual({
        kind: 'project',
        slug,
        path: '/oauth2/token',
      });
    }
  }
});
