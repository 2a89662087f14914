import { joinClasses } from '../class-names.ts';

export interface MarkProps {
  readonly size?: 'small' | 'regular';
  readonly className?: string;
}

/** A gate arch with a lantern in it: two strokes and a dot. Decoration; the word beside it is read. */
export function Mark({ size = 'regular', className }: MarkProps) {
  return (
    <svg
      className={joinClasses('gh-mark', size === 'small' && 'gh-mark-small', className)}
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden="true"
    >
      <path
        d="M3.75 21.25V11.5a8.25 8.25 0 0 1 16.5 0v9.75"
        stroke="currentColor"
        strokeWidth="2.25"
        strokeLinecap="round"
      />
      <path d="M12 3.5v5.75" stroke="currentColor" strokeWidth="1.75" />
      <circle className="gh-mark-lantern" cx="12" cy="12.75" r="3.25" />
    </svg>
  );
}
