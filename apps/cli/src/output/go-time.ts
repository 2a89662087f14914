// Times as Go prints them (`2026-11-24 08:00:00 +0100 CET`), the form that Ory's command line shows.

/** Intl knows a zone's letters only in a language of that zone. */
const locales = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA'];

function zoneName(moment: Date, offset: string): string {
  for (const locale of locales) {
    const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' }).formatToParts(moment);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    if (/^[A-Z]{3,5}$/.test(name)) return name;
  }
  return offset.endsWith('00') ? offset.slice(0, 3) : offset;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** @returns the moment, to the second, in the zone of this machine. */
export function formatGoTime(seconds: number): string {
  const moment = new Date(seconds * 1000);
  const minutes = -moment.getTimezoneOffset();
  const sign = minutes < 0 ? '-' : '+';
  const distance = Math.abs(minutes);
  const offset = `${sign}${twoDigits(Math.floor(distance / 60))}${twoDigits(distance % 60)}`;
  const day = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map(twoDigits)
    .join('-');
  const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()]
    .map(twoDigits)
    .join(':');
  return `${day} ${time} ${offset} ${zoneName(moment, offset)}`;
}
