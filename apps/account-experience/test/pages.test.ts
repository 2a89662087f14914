import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPages, type PageDriver } from './page-driver.ts';

let pages: PageDriver;

beforeAll(async () => {
  pages = await openPages();
});

afterAll(() => pages.close());

const policyOf = (headers: Headers) => headers.get('content-security-policy') ?? '';

describe('login and registration', () => {
  test('a page without a flow starts one, and passes on what it is for', async () => {
    const { status, headers } = await pages.get(
      '/p/acme/login?login_challenge=c&return_to=https%3A%2F%2Fa.example&other=x',
    );
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(
      `${pages.origin}/p/acme/self-service/login/browser?return_to=https%3A%2F%2Fa.example&login_challenge=c`,
    );
  });

  test('the form is a plain one that posts to the flow API, with its token', async () => {
    const { html } = await pages.get('/p/acme/login?flow=login');
    expect(html).toContain(`action="${pages.origin}/p/acme/self-service/login?flow=fixture"`);
    expect(html).toContain('method="post"');
    expect(html).toContain('name="csrf_token" value="fixture-token"');
    expect(html).toContain('autoComplete="username"');
  });

  test('an error stands at its field and in a summary that takes the focus', async () => {
    const { html } = await pages.get('/p/acme/login?flow=login-empty');
    expect(html).toMatch(/role="alert"[^>]*autofocus/i);
    expect(html).toContain('<a href="#password">Enter a password.</a>');
    expect(html).toMatch(/aria-describedby="password-error" aria-invalid="true"/);
  });

  test('the way to registration carries the OAuth 2.0 request on', async () => {
    const { html } = await pages.get('/p/acme/login?flow=login');
    expect(html).toContain('/self-service/registration/browser?login_challenge=challenge"');
  });

  test('the flow may lead to the verified redirect of its OAuth 2.0 request, and nowhere else', async () => {
    const { headers } = await pages.get('/p/acme/login?flow=login');
    expect(policyOf(headers)).toContain("form-action 'self' http://127.0.0.1:4446;");
  });

  test('the application that one signs in to is named, with the verified host that one goes on to', async () => {
    const english = await pages.get('/p/acme/login?flow=login');
    expect(english.html).toMatch(/<h1[^>]*>Sign in to Harbour Ledger<\/h1>/);
    expect(english.html).toContain(
      'With your account at Acme. After that you go on to 127.0.0.1:4446.',
    );
    const german = await pages.get('/p/acme/login?flow=login&locale=de');
    expect(german.html).toMatch(/<h1[^>]*>Bei Harbour Ledger anmelden<\/h1>/);
    const registration = await pages.get('/p/acme/registration?flow=registration-client');
    expect(registration.html).toContain('with which you sign in to Harbour Ledger');
    const plain = await pages.get('/p/acme/login?flow=login-refused');
    expect(plain.html).toMatch(/<h1[^>]*>Sign in to Acme<\/h1>/);
  });

  test('attack 88: a hostile name of an application stays text, in one line, of bounded length', async () => {
    const { html } = await pages.get('/p/acme/login?flow=login-hostile');
    const title = /<h1[^>]*>([^<]*)<\/h1>/.exec(html)?.[1] ?? '';
    expect(title).toContain('Sign in to &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(title).toMatch(/…$/);
    expect(html).not.toMatch(/<script>alert|[\u202e\u200b]|password has expired/);
  });

  test('a logout may lead back to the verified origin of the client, which the page names', async () => {
    const { html, headers } = await pages.get('/p/acme/logout?logout_challenge=c');
    expect(html).toContain('After that you go back to ledger.example.com.');
    expect(policyOf(headers)).toContain("form-action 'self' https://ledger.example.com;");
  });

  test('a flow of another browser, and one that is over, say so and lead to a new one', async () => {
    const foreign = await pages.get('/p/acme/login?flow=foreign');
    expect(foreign.status).toBe(403);
    expect(foreign.html).toContain('belongs to another browser');
    const expired = await pages.get('/p/acme/login?flow=expired');
    expect(expired.status).toBe(410);
    expect(expired.html).toContain(`href="${pages.origin}/p/acme/login"`);
  });

  test('a flow parameter that stands twice counts as none', async () => {
    const { status } = await pages.get('/p/acme/login?flow=login&flow=expired');
    expect(status).toBe(303);
  });
});

describe('consent', () => {
  test('shows the client, the account, the host and every scope, and denies as easily as it allows', async () => {
    const { html } = await pages.get('/p/acme/consent?consent_challenge=full');
    for (const text of ['Harbour Ledger', 'ada@example.com', 'ledger.example.com', 'invoices:read'])
      expect(html).toContain(text);
    const buttons = (html.match(/<button[^>]*>/g) ?? []).filter((tag) =>
      tag.includes('name="decision"'),
    );
    expect(buttons.map((tag) => /value="(\w+)"/.exec(tag)?.[1]).sort()).toEqual(['allow', 'deny']);
    expect(buttons.every((tag) => tag.includes('gh-button-large'))).toBe(true);
    expect(html).toContain('name="grant_scope" value="offline_access"');
  });

  test('attack 88: a name that hides or turns characters is shown without them', async () => {
    const { html } = await pages.get('/p/acme/consent?consent_challenge=loopback');
    expect(html).toContain('elgooG');
    expect(html).not.toMatch(/[\u202e\u200b]/);
    expect(html).toContain('an app on this device (127.0.0.1:4446)');
  });

  test('attack 52: a client that registered itself is called unchecked, and is not remembered', async () => {
    const { html } = await pages.get('/p/acme/consent?consent_challenge=loopback');
    expect(html).toContain('Nobody has checked this app');
    expect(html).not.toContain('name="remember"');
    const vouched = await pages.get('/p/acme/consent?consent_challenge=full');
    expect(vouched.html).not.toContain('Nobody has checked this app');
  });

  test('attack 88: a link of a client that is no web address is left out', async () => {
    const { html } = await pages.get('/p/acme/consent?consent_challenge=full');
    expect(html).not.toContain('javascript:');
    expect(html).toContain('href="https://ledger.example.com/privacy"');
  });

  test('a request that was answered already says so', async () => {
    const { status, html } = await pages.get('/p/acme/consent?consent_challenge=gone');
    expect(status).toBe(410);
    expect(html).toContain('This request is over');
  });
});

describe('a device', () => {
  test('attack 112: a code in the address fills the field and sends nothing', async () => {
    const { status, html, headers } = await pages.get(
      '/p/acme/device?device_challenge=fresh&user_code=wdjb-mjht',
    );
    expect(status).toBe(200);
    expect(html).toContain(`action="${pages.origin}/p/acme/self-service/device" method="post"`);
    expect(html).toMatch(/name="user_code"[^>]*value="WDJB-MJHT"/);
    expect(html).toContain('name="csrf_token" value="fixture-token"');
    expect(html).toContain('Go on only if you have just started this yourself.');
    expect(policyOf(headers)).toContain("form-action 'self'");
  });

  test('the page without a challenge begins where codes of this project are taken', async () => {
    const { status, headers } = await pages.get('/p/acme/device?user_code=WDJB-MJHT&other=x');
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(
      `${pages.origin}/p/acme/oauth2/device/verify?user_code=WDJB-MJHT`,
    );
  });

  test('a code that was wrong says so, in the title too', async () => {
    const { html } = await pages.get('/p/acme/device?device_challenge=fresh&problem=wrong');
    expect(html).toContain('This code is not known here');
    expect(html).toMatch(/role="alert"[^>]*autofocus/i);
  });

  test('a page of another browser, or one that is too old, leads to a new one', async () => {
    const { status, html } = await pages.get('/p/acme/device?device_challenge=old');
    expect(status).toBe(404);
    expect(html).toContain(`href="${pages.origin}/p/acme/device"`);
  });

  test('the end says what became of the device', async () => {
    for (const [query, title] of [
      ['done=1', 'The device is connected'],
      ['done=1&error=access_denied', 'The device was not connected'],
      ['done=1&error=invalid_request', 'The device could not be connected'],
    ] as const) {
      expect((await pages.get(`/p/acme/device?${query}`)).html).toContain(title);
    }
  });

  test('attack 112: consent for a device shows who asks, from where and when, and warns of codes that somebody sent', async () => {
    const { html } = await pages.get('/p/acme/consent?consent_challenge=device');
    for (const text of ['Lighthouse TV', '203.0.113.24', '24 November 2026', 'ada@example.com'])
      expect(html).toContain(text);
    expect(html).toContain('If somebody sent you the code or a link, deny it');
    expect(html).not.toContain('name="remember"');
    expect(html).not.toContain('acme.example.com');
  });
});

describe('the onboarding portal', () => {
  test('shows every domain with its record and its state, and posts a plain form', async () => {
    const { status, html } = await pages.get('/p/acme/onboarding?link=full');
    expect(status).toBe(200);
    expect(html).toMatch(/<h1[^>]*>Domains of Globex &amp; Söhne<\/h1>/);
    for (const text of ['_gatehouse.globex.example', 'not verified', '>verified<'])
      expect(html).toContain(text);
    expect(html).toContain(`action="${pages.origin}/p/acme/self-service/onboarding" method="post"`);
    for (const field of ['name="link" value="full"', 'name="domain" value="globex.example"'])
      expect(html).toContain(field);
    expect(html).toContain('name="csrf_token" value="fixture-token"');
  });

  test('says what became of a check where it was made, and only what agrees with the state', async () => {
    const at = (checked: string, outcome: string) =>
      pages.get(`/p/acme/onboarding?link=full&checked=${checked}&outcome=${outcome}`);
    const missing = await at('globex.example', 'missing');
    expect(missing.html).toContain('There is no TXT record with this content yet.');
    for (const [checked, outcome] of [
      ['globex.example', 'verified'],
      ['other.example', 'missing'],
      ['globex.example', 'invented'],
    ] as const) {
      expect((await at(checked, outcome)).html).not.toContain('role="status"');
    }
  });

  test('speaks the language of the browser, and says what to do where there is no domain', async () => {
    const german = await pages.get('/p/acme/onboarding?link=full', { 'accept-language': 'de' });
    expect(german.html).toContain('Eintrag nachschlagen');
    const { html } = await pages.get('/p/acme/onboarding?link=empty');
    expect(html).toContain('Ask whoever gave you this link to add it.');
  });

  test('a link that leads nowhere, and none at all, say so', async () => {
    for (const query of ['?link=gone', '']) {
      const { status, html } = await pages.get(`/p/acme/onboarding${query}`);
      expect(status).toBe(404);
      expect(html).toContain('This link leads nowhere');
    }
  });
});

describe('errors', () => {
  test('the reason comes from the server by its id, with the reference to give', async () => {
    const { status, html } = await pages.get('/p/acme/error?id=redirect');
    expect(status).toBe(400);
    expect(html).toContain('is not registered for this client');
    expect(html).toContain('019ab2c4-7f10-7a3e-9c52-0b1d6e4f8a21');
  });

  test('attack 89: nothing of the address is written on the page', async () => {
    for (const name of ['error', 'id', 'error_description', 'flow', 'locale', 'ui_locales']) {
      const query = `${name}=${encodeURIComponent('<b>Call 555-0100</b>')}`;
      for (const page of [
        'error',
        'login',
        'consent',
        'logout',
        'signed-in',
        'onboarding',
        'device',
      ]) {
        const { html } = await pages.get(`/p/acme/${page}?${query}`);
        expect(html.replaceAll(/href="[^"]*"/g, ''), `${page} ${name}`).not.toContain('555-0100');
      }
    }
  });
});

describe('language', () => {
  test('the switch answers in its language, remembers it for this project, and needs no script', async () => {
    const { html, headers } = await pages.get('/p/acme/login?flow=login&locale=de');
    expect(html).toContain('Bei Harbour Ledger anmelden');
    expect(html).toContain('href="/p/acme/login?flow=login&amp;locale=en"');
    expect(headers.get('set-cookie')).toMatch(
      /^gatehouse_locale=de\.\d+; Path=\/p\/acme; Max-Age=31536000; HttpOnly; SameSite=Lax$/,
    );
  });

  test('the browser decides where nobody chose', async () => {
    const { html } = await pages.get('/p/acme/signed-in', { 'accept-language': 'de-AT' });
    expect(html).toContain('Sie sind angemeldet');
  });
});

test('a project may put its colour and links on its pages, and nothing that is no colour or no address', async () => {
  const { html } = await pages.get('/p/plum/login?flow=login');
  expect(html).toContain('With your account at Plum &amp; Partners.');
  expect(html).toContain('href="https://plum.example/privacy"');
});
