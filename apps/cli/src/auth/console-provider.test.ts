import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../testing/recording-server.ts';
import { findConsoleProvider, managementAudience } from './console-provider.ts';

let server: RecordingServer;

beforeEach(async () => {
  server = await startRecordingServer();
});
afterEach(() => server.stop());

const provider = {
  authorizationEndpoint: '',
  tokenEndpoint: '',
  userinfoEndpoint: '',
  revocationEndpoint: '',
};

describe('the console project', () => {
  it.each([
    ['http://localhost:4000/p/console', 'http://localhost:4000/api'],
    ['https://project.gatehouse.example:8443', 'https://api.gatehouse.example:8443'],
  ])('of %s speaks for the management API %s', (issuer, audience) => {
    expect(managementAudience({ ...provider, issuer })).toBe(audience);
  });

  it('is not taken from an installation that calls itself something else', async () => {
    server.answers['GET /p/console/.well-known/openid-configuration'] = {
      body: { issuer: 'http://localhost:4000/p/console' },
    };
    await expect(findConsoleProvider(server.url)).rejects.toThrow(
      'calls itself http://localhost:4000/p/console: set GATEHOUSE_URL',
    );
  });
});
