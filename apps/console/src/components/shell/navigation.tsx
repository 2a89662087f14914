'use client';

import {
  AppWindow,
  CircleAlert,
  FolderOpen,
  KeyRound,
  LayoutDashboard,
  Mail,
  Route,
  ScrollText,
  Settings,
  Users,
  Webhook,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { NavigationEntry, NavigationGroup, NavigationIcon } from './navigation-groups.ts';

const icons: Readonly<Record<NavigationIcon, typeof Route>> = {
  projects: FolderOpen,
  members: Users,
  keys: KeyRound,
  audit: ScrollText,
  overview: LayoutDashboard,
  clients: AppWindow,
  traces: Route,
  mail: Mail,
  jobs: CircleAlert,
  webhooks: Webhook,
  settings: Settings,
};

/** The groups of the rail; the entry that leads here carries the lantern. */
export function NavigationList({ groups }: { readonly groups: readonly NavigationGroup[] }) {
  const path = usePathname();
  const entries = groups.flatMap((group) => group.entries);
  const here = findHere(entries, path);
  return (
    <nav aria-label="Main" className="rail">
      {groups.map(({ title, entries: own }) => (
        <div className="rail-group" key={title ?? ''}>
          {title === undefined ? null : <p className="rail-title">{title}</p>}
          <ul className="rail-list">
            {own.map((entry) => (
              <li key={entry.href}>
                <RailLink entry={entry} isHere={entry.href === here} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

interface RailLinkProps {
  readonly entry: NavigationEntry;
  readonly isHere: boolean;
}

function RailLink({ entry: { title, href, icon }, isHere }: RailLinkProps) {
  const Icon = icons[icon];
  return (
    <Link
      className="rail-link"
      href={href}
      title={title}
      {...(isHere ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon className="gh-icon" />
      <span className="rail-word">{title}</span>
    </Link>
  );
}

/** The longest address that the page is at or below. */
function findHere(entries: readonly NavigationEntry[], path: string): string | undefined {
  return entries
    .map(({ href }) => href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .toSorted((first, second) => second.length - first.length)[0];
}
