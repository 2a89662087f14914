// Dates, numbers and waits as a language writes them.

import type { Locale } from './choose-locale.ts';

/** Making one takes as long as the rest of a page. */
const dateFormats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: createDateFormat('en-GB'),
  de: createDateFormat('de'),
};

function createDateFormat(tag: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
}

/** @returns the instant as a date with its time, in UTC: the server does not know the reader's zone. */
export function formatDate(at: string, locale: Locale): string {
  return `${dateFormats[locale].format(new Date(at))} UTC`;
}

/** @returns a wait in the largest fitting unit, rounded up: "3 minutes". */
export function formatWait(seconds: number, locale: Locale): string {
  const [unit, length] =
    seconds < 90 ? (['second', 1] as const) : seconds < 5400 ? minute : (['hour', 3600] as const);
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.ceil(seconds / length));
}

const minute = ['minute', 60] as const;

/** @returns a number from a message's context; 0 where it is missing. */
export function readNumber(context: Readonly<Record<string, unknown>>, name: string): number {
  const value = context[name];
  return typeof value === 'number' ? value : 0;
}
