import { joinClasses } from '../class-names.ts';
import { Mark } from './mark.tsx';

/** The mark and the name. */
export function WordMark({ className }: { readonly className?: string }) {
  return (
    <span className={joinClasses('gh-word-mark', className)}>
      <Mark />
      Gatehouse
    </span>
  );
}
