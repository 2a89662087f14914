import type { ReactNode } from 'react';
import { joinClasses } from '../class-names.ts';

export type Tone = 'neutral' | 'success' | 'warning' | 'danger' | 'info' | 'primary';

/** One word about a thing. The colour repeats what the word says. */
export function Badge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}) {
  return (
    <span className={joinClasses('gh-badge', tone !== 'neutral' && `gh-tone-${tone}`)}>
      {children}
    </span>
  );
}
