// The language of a page: what the person chose here a moment ago, what the client asks for (`ui_locales`,
// OpenID Connect Core section 3.1.2.1), what the person chose once, what the browser prefers.

export const locales = ['en', 'de'] as const;
export type Locale = (typeof locales)[number];

/** Each language in its own words, for the switcher. */
export const localeNames: Readonly<Record<Locale, string>> = { en: 'English', de: 'Deutsch' };

export const localeCookie = 'gatehouse_locale';

/** How long a choice made here outweighs what a client asks for: about one sign-in. */
const freshSeconds = 1800;

export interface LocaleWishes {
  /** Chosen by this very request. */
  readonly chosen: string | undefined;
  /** Space-separated tags, most wanted first. */
  readonly uiLocales: string | undefined;
  /** The value of the cookie: a locale, a dot, the second of the choice. */
  readonly cookie: string | undefined;
  readonly acceptLanguage: string | undefined;
  readonly nowSeconds: number;
}

export function chooseLocale(wishes: LocaleWishes): Locale {
  const { chosen, uiLocales, cookie, acceptLanguage, nowSeconds } = wishes;
  const [remembered, rememberedAt] = (cookie ?? '').split('.');
  const isFresh = nowSeconds - Number(rememberedAt) < freshSeconds;
  return (
    findLocale(chosen) ??
    (isFresh ? findLocale(remembered) : undefined) ??
    firstLocale(uiLocales?.split(' ') ?? []) ??
    findLocale(remembered) ??
    firstLocale(parseAcceptLanguage(acceptLanguage ?? '')) ??
    'en'
  );
}

/** @returns the locale whose language a tag such as `de-AT` names. */
export function findLocale(tag: string | undefined): Locale | undefined {
  const [language] = (tag ?? '').toLowerCase().split('-');
  return locales.find((locale) => locale === language);
}

function firstLocale(tags: readonly string[]): Locale | undefined {
  return tags.map(findLocale).find((locale) => locale !== undefined);
}

/** @returns the tags of RFC 9110 section 12.5.4, most wanted first. */
function parseAcceptLanguage(header: string): readonly string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((first, second) => second.weight - first.weight)
    .map(({ tag }) => tag);
}
