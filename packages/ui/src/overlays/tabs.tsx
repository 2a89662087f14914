'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

/** Siblings on one page, such as the same snippet in several languages. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <Base.Root className="gh-stack" defaultValue={tabs[0]?.id}>
      <Base.List className="gh-tabs" aria-label={label}>
        {tabs.map(({ id, title }) => (
          <Base.Tab className="gh-tab" key={id} value={id}>
            {title}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(({ id, content }) => (
        <Base.Panel key={id} value={id}>
          {content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
