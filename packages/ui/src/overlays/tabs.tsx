'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

/** Siblings on one page, such as the same snippet in several languages; all of them where there is no script. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const [first, ...others] = tabs;
  return (
    <Base.Root className="gh-stack" defaultValue={first?.id}>
      <Base.List className="gh-tabs gh-needs-script" aria-label={label}>
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
      <noscript>
        <div className="gh-stack">
          {others.map(({ id, title, content }) => (
            <div className="gh-stack gh-stack-small" key={id}>
              <p className="gh-label">{title}</p>
              {content}
            </div>
          ))}
        </div>
      </noscript>
    </Base.Root>
  );
}
