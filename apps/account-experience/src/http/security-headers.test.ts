import { expect, test } from 'vitest';
import { buildContentSecurityPolicy, isFormTarget } from './content-security-policy.ts';

const formAction = (formTargets: readonly string[]) =>
  /form-action ([^;]*);/.exec(buildContentSecurityPolicy({ nonce: 'n', formTargets }))?.[1];

test('a form may lead to its own origin, and to the verified redirect of a web or native application', () => {
  expect(formAction([])).toBe("'self'");
  expect(formAction(['https://app.example.com', 'http://127.0.0.1:4446', 'com.example.app:'])).toBe(
    "'self' https://app.example.com http://127.0.0.1:4446 com.example.app:",
  );
});

test('nothing in a redirect can begin another directive, and no scheme that runs script is a target', () => {
  for (const text of [
    "https://a.example; script-src 'unsafe-inline'",
    'https://a.example https://b.example',
    "'unsafe-inline'",
    '*',
    'javascript:',
    'DATA:',
    'https://a.example/path',
    '',
  ]) {
    expect(isFormTarget(text), text).toBe(false);
  }
});
