import { describe, expect, it } from 'vitest';
import { parseRedirectTarget } from './redirect-uri.ts';

describe('parseRedirectTarget', () => {
  it('is this machine at the port where nothing else was named', () => {
    expect(parseRedirectTarget('', 4446)).toEqual({
      redirectUri: 'http://127.0.0.1:4446/callback',
      startUrl: 'http://127.0.0.1:4446/',
      callbackPath: '/callback',
      host: '127.0.0.1:4446',
    });
  });

  it('begins at the origin of a redirect URI that was named, and keeps that letter by letter', () => {
    expect(parseRedirectTarget('https://App.example.com/cb?x=1', 4446)).toEqual({
      redirectUri: 'https://App.example.com/cb?x=1',
      startUrl: 'https://app.example.com/',
      callbackPath: '/cb',
      host: 'app.example.com',
    });
  });

  it.each(['callback', 'com.example.app:/cb', 'http://127.0.0.1/cb#x', 'http://a@127.0.0.1/cb'])(
    'refuses %s',
    (named) => {
      expect(() => parseRedirectTarget(named, 4446)).toThrow('--redirect');
    },
  );
});
