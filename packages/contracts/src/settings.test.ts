import { describe, expect, it } from 'vitest';
import { buildSettingWarnings, projectDocument } from './settings.ts';

const parse = (oauth2: Record<string, unknown>) =>
  projectDocument.safeParse({
    cors_admin: {},
    cors_public: {},
    services: { oauth2: { config: oauth2 } },
  });

describe('a settings document', () => {
  it('is complete after the check although only a part was sent', () => {
    expect(parse({}).data).toEqual({
      cors_admin: { enabled: false, origins: [] },
      cors_public: { enabled: false, origins: [] },
      services: {
        oauth2: { config: {} },
        identity: { config: {} },
        account_experience: { config: {} },
        permission: { config: {} },
      },
    });
  });

  it.each([
    [{ ttl: { access_token: '1 hour' } }],
    [{ ttl: { access_token: '721h' } }],
    [{ ttl: { auth_code: '11m' } }],
    [{ strategies: { access_token: 'sealed' } }],
    [{ signing: { algorithm: 'HS256' } }],
    [{ signing: { rotation_days: 0 } }],
    [{ oauth2: { pkce: { enforced: 'yes' } } }],
    [{ urls: { login: 'http://login.example.com/' } }],
    [{ urls: { login: '/login' } }],
    [{ urls: { consent: 'javascript:alert(1)' } }],
    [{ urls: { consent: 'https://me:secret@login.example.com/' } }],
    [{ oidc: { dynamic_client_registration: { default_scope: ['a b'] } } }],
  ])('with a wrong value where one has an effect is refused: %j', (oauth2) => {
    expect(parse(oauth2).success).toBe(false);
  });

  it.each([['*'], ['https://a.example/path'], ['a.example'], ['javascript:alert(1)'], ['null']])(
    'with something that is no origin under CORS is refused: %s',
    (origin) => {
      const document = { cors_admin: {}, cors_public: { origins: [origin] }, services: {} };
      expect(projectDocument.safeParse(document).success).toBe(false);
    },
  );

  it('keeps settings that have no effect here and warns about each', () => {
    const parsed = parse({
      ttl: { access_token: '2h', login_consent_request: '30m' },
      urls: { login: 'https://a.example/login', error: 'https://a.example/error' },
      oauth2: { pkce: { enforced: true } },
    });
    expect(parsed.data?.services.oauth2.config).toMatchObject({
      urls: { login: expect.any(String) },
    });
    const messages = parsed.data && buildSettingWarnings(parsed.data).map(({ message }) => message);
    expect(messages).toEqual([
      'services.oauth2.config.ttl.login_consent_request is kept and has no effect in this release.',
      'services.oauth2.config.urls.error is kept and has no effect in this release.',
      'services.oauth2.config.oauth2.pkce.enforced is kept and has no effect in this release.',
    ]);
  });

  it('knows what of the identity settings has an effect, and refuses what would do harm', () => {
    const withIdentity = (config: unknown) =>
      projectDocument.safeParse({
        cors_admin: {},
        cors_public: {},
        services: { identity: { config } },
      });
    const known = withIdentity({
      session: { lifespan: '720h', idle_lifespan: '1h' },
      selfservice: {
        allowed_return_urls: ['https://app.example.com'],
        flows: { registration: { enabled: false } },
        methods: { password: { config: { min_password_length: 12 } } },
      },
    });
    expect(known.data && buildSettingWarnings(known.data)).toEqual([]);
    for (const config of [
      { session: { lifespan: '9000h' } },
      { selfservice: { allowed_return_urls: ['http://app.example.com'] } },
      { selfservice: { default_browser_return_url: 'javascript:alert(1)' } },
      { selfservice: { methods: { password: { config: { min_password_length: 4 } } } } },
    ]) {
      expect(withIdentity(config).success).toBe(false);
    }
  });

  it('with an unknown part is refused: only configuration is free', () => {
    expect(
      projectDocument.safeParse({ cors_admin: {}, cors_public: {}, services: { talos: {} } })
        .success,
    ).toBe(false);
  });
});
