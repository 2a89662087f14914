import { expect, test } from 'vitest';
import { createRouter } from './route-request.ts';

const byPath = createRouter({ mode: 'path', origin: 'http://localhost:4000' });
const byHost = createRouter({
  mode: 'host',
  consoleOrigin: 'https://console.example.com',
  projectsDomain: 'apis.example.net',
});

test('in path mode a page is found below /p/{slug}, and names its project', () => {
  expect(byPath('/p/acme/login?flow=1', 'localhost:4000')).toEqual({
    kind: 'page',
    target: '/login?flow=1',
    slug: 'acme',
    projectUrl: 'http://localhost:4000/p/acme',
  });
});

test('in host mode a page is found at the root of its host, and never below /p/', () => {
  expect(byHost('/login', 'acme.projects.apis.example.net')).toMatchObject({
    kind: 'page',
    target: '/login',
    slug: 'acme',
    projectUrl: 'https://acme.projects.apis.example.net',
  });
  expect(byHost('/p/other/login', 'acme.projects.apis.example.net')).toMatchObject({
    target: '/not-found',
  });
  expect(byHost('/login', 'evil.example')).toEqual({ kind: 'none' });
});

test('files are those of the build and of the public folder; no other endpoint of Next has an address', () => {
  const files = ['/hosted/_next/static/chunks/a.css', '/hosted/comfort.js', '/hosted/icon.svg'];
  for (const path of files) {
    expect(byPath(path, 'localhost:4000')).toEqual({ kind: 'file', target: path });
  }
  for (const path of [
    '/hosted/_next/image?url=https://evil.example',
    '/hosted/_next/data/build/login.json',
    '/hosted/',
    '/_next/static/chunks/a.css',
    '/hosted/_next/static/../data/login.json',
    '/hosted/_next/static/%2e%2e/data/login.json',
  ]) {
    expect(byPath(path, 'localhost:4000'), path).toEqual({ kind: 'none' });
  }
});

test('a page that is none of ours is the not-found page of its project', () => {
  for (const path of ['/p/acme/not-found', '/p/acme/_error', '/p/acme/500', '/p/acme/login/']) {
    expect(byPath(path, 'localhost:4000')).toMatchObject({ target: '/not-found' });
  }
});
