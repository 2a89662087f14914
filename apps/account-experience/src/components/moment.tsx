import type { Locale } from '../locale/choose-locale.ts';
import { formatDate } from '../locale/format.ts';

export interface MomentProps {
  readonly at: string;
  readonly locale: Locale;
}

/** An instant in UTC, which the comfort script turns into the reader's own zone. */
export function Moment({ at, locale }: MomentProps) {
  return (
    <time dateTime={at} data-local>
      {formatDate(at, locale)}
    </time>
  );
}
