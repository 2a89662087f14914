// What stands around every page: above it where one is, at the left where one can go.

import { Mark } from '@gatehouse/ui';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { readConsoleRequest } from '../../request/console-request.ts';
import { FlashNotice } from '../forms/flash-notice.tsx';
import { ShownSecretDialog } from '../forms/shown-secret.tsx';
import { NavigationList } from './navigation.tsx';
import type { NavigationGroup } from './navigation-groups.ts';
import { PersonMenu } from './person-menu.tsx';
import { Search } from './search.tsx';
import { Sheet } from './sheet.tsx';

export interface ShellProps {
  /** Workspace, project, environment. */
  readonly switchers: ReactNode;
  readonly groups: readonly NavigationGroup[];
  readonly children: ReactNode;
}

export function Shell({ switchers, groups, children }: ShellProps) {
  const { member, csrfToken, flash } = readConsoleRequest();
  return (
    <div className="shell">
      <a className="gh-skip-link" href="#content">
        Skip to the content
      </a>
      <header className="shell-top">
        <Sheet>
          <div className="sheet-switchers">{switchers}</div>
          <NavigationList groups={groups} />
        </Sheet>
        <Link className="shell-mark" href="/" aria-label="Gatehouse, your projects">
          <Mark />
        </Link>
        <div className="shell-switchers">{switchers}</div>
        <div className="shell-tools">
          <Search groups={groups} />
          <PersonMenu
            id={member?.subject ?? ''}
            name={member?.name ?? ''}
            email={member?.email ?? ''}
            csrfToken={csrfToken}
          />
        </div>
      </header>
      <aside className="shell-rail">
        <NavigationList groups={groups} />
      </aside>
      <main className="shell-content" id="content" tabIndex={-1}>
        {flash?.kind === 'notice' ? <FlashNotice text={flash.text} /> : null}
        {flash?.kind === 'secret' ? <ShownSecretDialog secret={flash} /> : null}
        {children}
      </main>
    </div>
  );
}
