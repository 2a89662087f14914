import { expect, test } from 'vitest';
import { chooseLocale, type LocaleWishes } from './choose-locale.ts';

const nowSeconds = 1_800_000_000;

function choose(wishes: Partial<LocaleWishes>) {
  const none = {
    chosen: undefined,
    uiLocales: undefined,
    cookie: undefined,
    acceptLanguage: undefined,
  };
  return chooseLocale({ ...none, nowSeconds, ...wishes });
}

test('a client that asks for languages gets the first that we have', () => {
  expect(choose({ uiLocales: 'fr de-AT en', acceptLanguage: 'en' })).toBe('de');
});

test('what a person chooses on the page outweighs what the client asks for, for this sign-in', () => {
  expect(choose({ chosen: 'en', uiLocales: 'de' })).toBe('en');
  expect(choose({ cookie: `en.${nowSeconds - 60}`, uiLocales: 'de' })).toBe('en');
  expect(choose({ cookie: `en.${nowSeconds - 86_400}`, uiLocales: 'de' })).toBe('de');
});

test('an old choice outweighs the browser', () => {
  expect(choose({ cookie: 'de.1', acceptLanguage: 'en' })).toBe('de');
});

test('the browser is asked in the order of its weights', () => {
  expect(choose({ acceptLanguage: 'fr, en;q=0.5, de;q=0.8' })).toBe('de');
  expect(choose({ acceptLanguage: 'de;q=0, en;q=0.1' })).toBe('en');
});

test('a language that nobody has, or nonsense, is English', () => {
  for (const text of ['tlh', '', ';;,,=', 'd'.repeat(10_000)]) {
    expect(choose({ acceptLanguage: text, uiLocales: text, cookie: text, chosen: text })).toBe(
      'en',
    );
  }
});
