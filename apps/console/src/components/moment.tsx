'use client';

import { useEffect, useState } from 'react';

export interface MomentProps {
  /** RFC 3339. */
  readonly at: string;
  readonly precision?: 'minute' | 'second';
}

function formatAt(at: string, precision: MomentProps['precision'], timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(precision === 'second' ? { second: '2-digit' } : {}),
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(at));
}

const steps = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

function formatAgo(at: string): string {
  const seconds = (new Date(at).getTime() - Date.now()) / 1000;
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? steps[3];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(
    Math.round(seconds / length),
    unit,
  );
}

/** An instant: absolute, in the reader's zone as soon as the page knows it; how long ago on hover. */
export function Moment({ at, precision = 'minute' }: MomentProps) {
  const [shown, setShown] = useState({ text: `${formatAt(at, precision, 'UTC')} UTC`, title: at });
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    setShown({ text: formatAt(at, precision), title: `${formatAgo(at)} (${zone})` });
  }, [at, precision]);
  return (
    <time dateTime={at} title={shown.title} className="moment">
      {shown.text}
    </time>
  );
}
