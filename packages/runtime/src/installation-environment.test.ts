import { describe, expect, it } from 'vitest';
import { EnvironmentError } from './environment.ts';
import { decideAddressing, isLoopbackOnly } from './installation-environment.ts';

const HOST = '127.0.0.1';
const local = 'http://localhost:4000';

describe('decideAddressing', () => {
  it('takes path mode on loopback without asking', () => {
    expect(decideAddressing({ HOST }, local)).toEqual({ mode: 'path', origin: local });
    expect(decideAddressing({ HOST: '::1' }, local)).toEqual({ mode: 'path', origin: local });
  });

  it.each([
    { HOST, GATEHOUSE_ORIGIN: 'https://auth.example.com' },
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '192.168.1.7' },
  ])('refuses an origin that others reach too, unless it is said to be trusted: %j', (given) => {
    expect(() => decideAddressing(given, local)).toThrow(EnvironmentError);
    const trusted = { ...given, GATEHOUSE_SHARED_ORIGIN: 'trusted' } as const;
    expect(decideAddressing(trusted, local).mode).toBe('path');
  });

  it.each(['example.com', 'auth.example.com', 'apis.auth.example.com'])(
    'refuses projects below %s, whose cookies the console at auth.example.com would share',
    (projectsDomain) => {
      const given = { HOST, GATEHOUSE_ORIGIN: 'https://auth.example.com' };
      expect(() =>
        decideAddressing({ ...given, GATEHOUSE_PROJECTS_DOMAIN: projectsDomain }),
      ).toThrow(/share cookies/);
    },
  );

  it('takes host mode where console and projects have domains of their own', () => {
    const given = {
      HOST: '0.0.0.0',
      GATEHOUSE_ORIGIN: 'https://auth.example.com',
      GATEHOUSE_PROJECTS_DOMAIN: 'apis.example.net',
    };
    expect(decideAddressing(given)).toEqual({
      mode: 'host',
      consoleOrigin: 'https://auth.example.com',
      projectsDomain: 'apis.example.net',
    });
  });

  it('takes host mode over http on names that lead to this machine', () => {
    const given = {
      HOST,
      GATEHOUSE_ORIGIN: 'http://console.localhost:4000',
      GATEHOUSE_PROJECTS_DOMAIN: 'apis.localhost',
    };
    expect(decideAddressing(given).mode).toBe('host');
  });

  it.each([
    { GATEHOUSE_ORIGIN: 'http://auth.example.com', GATEHOUSE_SHARED_ORIGIN: 'trusted' as const },
    {
      GATEHOUSE_ORIGIN: 'http://console.example.com',
      GATEHOUSE_PROJECTS_DOMAIN: 'apis.example.net',
    },
    { GATEHOUSE_ORIGIN: 'http://console.localhost', GATEHOUSE_PROJECTS_DOMAIN: 'apis.example.net' },
    {
      GATEHOUSE_ORIGIN: 'http://localhost.example.com',
      GATEHOUSE_PROJECTS_DOMAIN: 'apis.localhost',
    },
  ])('refuses to send codes and cookies over a network in the clear: %j', (given) => {
    expect(() => decideAddressing({ HOST, ...given })).toThrow(/must use https/);
  });

  it('asks for the origin where it cannot be known', () => {
    expect(() => decideAddressing({ HOST })).toThrow('Set GATEHOUSE_ORIGIN.');
  });
});

it('an installation that listens elsewhere is not alone on its machine', () => {
  const addressing = { mode: 'path', origin: local } as const;
  expect(isLoopbackOnly({ HOST }, addressing)).toBe(true);
  expect(isLoopbackOnly({ HOST: '0.0.0.0' }, addressing)).toBe(false);
});
