// What stands around every page: the project, the language, the links below.

import { chooseLocale, type Locale, localeCookie, locales } from '../locale/choose-locale.ts';
import type { Branding } from '../project-api/branding.ts';
import { readCookie, type Visit } from './visit.ts';

export interface Frame extends Branding {
  readonly locale: Locale;
  readonly projectUrl: string;
  readonly nonce: string;
  /** This page in every language. */
  readonly switches: readonly { readonly locale: Locale; readonly href: string }[];
}

export interface FrameOptions {
  readonly visit: Visit;
  readonly branding: Branding;
  readonly uiLocales: string | undefined;
  readonly nowSeconds: number;
}

export function buildFrame({ visit, branding, uiLocales, nowSeconds }: FrameOptions): Frame {
  const { projectUrl, nonce } = visit.page;
  return {
    ...branding,
    projectUrl,
    nonce,
    locale: chooseLocale({
      chosen: visit.query('locale'),
      uiLocales: visit.query('ui_locales') ?? uiLocales,
      cookie: readCookie(visit.cookie, localeCookie),
      acceptLanguage: visit.acceptLanguage,
      nowSeconds,
    }),
    switches: locales.map((locale) => ({ locale, href: buildSwitch(visit, locale) })),
  };
}

function buildSwitch({ page, target }: Visit, locale: Locale): string {
  const url = new URL(page.projectUrl + target);
  url.searchParams.set('locale', locale);
  return url.pathname + url.search;
}

const yearSeconds = 31_536_000;

/** @returns the Set-Cookie that remembers a language that was chosen by this request. */
export function buildLocaleCookie(visit: Visit, choice: { locale: Locale; nowSeconds: number }) {
  const path = new URL(visit.page.projectUrl).pathname;
  const secure = visit.page.isSecure ? '; Secure' : '';
  return (
    `${localeCookie}=${choice.locale}.${choice.nowSeconds}; Path=${path}; Max-Age=${yearSeconds}` +
    `; HttpOnly; SameSite=Lax${secure}`
  );
}
