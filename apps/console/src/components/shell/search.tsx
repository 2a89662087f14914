'use client';

import { Dialog } from '@gatehouse/ui';
import { Search as SearchIcon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { NavigationGroup } from './navigation-groups.ts';

interface Destination {
  readonly title: string;
  readonly href: string;
}

/** Goes to a page by its name: `Ctrl K` from everywhere. */
export function Search({ groups }: { readonly groups: readonly NavigationGroup[] }) {
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      trigger.current?.click();
    };
    addEventListener('keydown', open);
    return () => removeEventListener('keydown', open);
  }, []);
  return (
    <Dialog
      title="Go to"
      isScriptOnly
      trigger={
        <button
          type="button"
          ref={trigger}
          className="gh-button gh-button-secondary gh-button-small search-open gh-needs-script"
        >
          <SearchIcon className="gh-icon" />
          <span className="search-word">Search</span> <kbd className="search-key">Ctrl K</kbd>
        </button>
      }
    >
      <SearchList destinations={groups.flatMap(({ entries }) => entries)} />
    </Dialog>
  );
}

function SearchList({ destinations }: { readonly destinations: readonly Destination[] }) {
  const router = useRouter();
  const [text, setText] = useState('');
  const found = destinations.filter(({ title }) =>
    title.toLowerCase().includes(text.toLowerCase()),
  );
  const goToFirst = (event: FormEvent) => {
    event.preventDefault();
    const [first] = found;
    if (first !== undefined) router.push(first.href);
  };
  return (
    <form className="gh-stack gh-stack-small" onSubmit={goToFirst}>
      <input
        className="gh-input"
        type="search"
        aria-label="Name of a page"
        placeholder="Clients, traces, members"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="search-list">
        {found.map(({ title, href }) => (
          <li key={href}>
            <a className="gh-menu-item" href={href}>
              {title}
            </a>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="gh-muted">No page has that name.</p> : null}
    </form>
  );
}
