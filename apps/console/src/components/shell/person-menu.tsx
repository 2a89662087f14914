'use client';

import { Menu, MenuAction, MenuGroup, MenuLine } from '@gatehouse/ui';
import { Copy, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useRef } from 'react';

export interface PersonMenuProps {
  /** What others need to add this person to a workspace. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly csrfToken: string;
}

const yearSeconds = 31_536_000;

function chooseTheme(theme: 'light' | 'dark' | 'system'): void {
  const seconds = theme === 'system' ? 0 : yearSeconds;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox.
  document.cookie = `gatehouse_theme=${theme}; Path=/; Max-Age=${seconds}; SameSite=Lax`;
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

export function PersonMenu({ id, name, email, csrfToken }: PersonMenuProps) {
  const signOut = useRef<HTMLFormElement>(null);
  const [initial = '?'] = name || email;
  return (
    <>
      <form ref={signOut} action="/sign-out" method="post">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <noscript>
          <button type="submit" className="gh-button gh-button-secondary gh-button-small">
            Sign out
          </button>
        </noscript>
      </form>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            className="person gh-needs-script"
            aria-label={`${name || email}: theme, sign out`}
          >
            <span aria-hidden="true">{initial.toUpperCase()}</span>
          </button>
        }
      >
        <div className="person-who">
          {name === '' ? null : <p className="person-name">{name}</p>}
          <p className="gh-muted">{email}</p>
        </div>
        <MenuAction onSelect={() => void navigator.clipboard.writeText(id)}>
          <Copy className="gh-icon" />
          Copy your id
        </MenuAction>
        <MenuLine />
        <MenuGroup label="Theme">
          <MenuAction onSelect={() => chooseTheme('light')}>
            <Sun className="gh-icon" />
            Light
          </MenuAction>
          <MenuAction onSelect={() => chooseTheme('dark')}>
            <Moon className="gh-icon" />
            Dark
          </MenuAction>
          <MenuAction onSelect={() => chooseTheme('system')}>
            <Monitor className="gh-icon" />
            As the system
          </MenuAction>
        </MenuGroup>
        <MenuLine />
        <MenuAction onSelect={() => signOut.current?.requestSubmit()}>
          <LogOut className="gh-icon" />
          Sign out
        </MenuAction>
      </Menu>
    </>
  );
}
