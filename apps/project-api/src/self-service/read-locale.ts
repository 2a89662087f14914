import { type MailLocale, mailLocales } from '@gatehouse/protocol';
import type { ProjectRequest } from '../http/project-request.ts';

/** What the hosted pages remember of a choice: a locale, a dot, the second of the choice. */
const chosenOnPage = /(?:^|;\s*)gatehouse_locale=([a-z]{2})\./;

/** @returns the language of whoever sends the request, as far as mail is written in it. */
export function readLocale(request: ProjectRequest): MailLocale {
  const chosen = chosenOnPage.exec(request.header('cookie') ?? '')?.[1];
  const preferred = (request.header('accept-language') ?? '').slice(0, 500).toLowerCase();
  const wishes = [chosen, ...preferred.split(',').map((range) => range.trim().slice(0, 2))];
  for (const wish of wishes) {
    const locale = mailLocales.find((known) => known === wish);
    if (locale !== undefined) return locale;
  }
  return 'en';
}
