'use client';

import { Menu as MenuIcon } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';

/** The rail of a phone. A disclosure, so that it opens without script too; arriving somewhere closes it. */
export function Sheet({ children }: { readonly children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null);
  const path = usePathname();
  useEffect(() => details.current?.removeAttribute('open'), [path]);
  return (
    <details className="sheet" ref={details}>
      <summary className="gh-button gh-button-quiet gh-button-icon-only" aria-label="Menu">
        <MenuIcon className="gh-icon" />
      </summary>
      <div className="sheet-panel">{children}</div>
    </details>
  );
}
