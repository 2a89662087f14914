'use client';

import { Menu, MenuGroup, MenuLine, MenuLink } from '@gatehouse/ui';
import { ChevronsUpDown, Plus } from 'lucide-react';

export interface SwitcherChoice {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  /** Said behind the name, such as an environment. */
  readonly note?: string;
}

export interface SwitcherProps {
  /** What is switched: "Workspace". */
  readonly label: string;
  readonly currentId: string;
  readonly choices: readonly SwitcherChoice[];
  readonly create: { readonly title: string; readonly href: string };
}

export function Switcher({ label, currentId, choices, create }: SwitcherProps) {
  const current = choices.find(({ id }) => id === currentId);
  return (
    <>
      <ScriptedSwitcher label={label} current={current} choices={choices} create={create} />
      <noscript>
        <details className="gh-disclosure switcher-plain">
          <summary className="gh-button gh-button-quiet gh-button-small">{current?.name}</summary>
          <ul className="gh-disclosure-body">
            {[...choices, { id: 'create', name: create.title, href: create.href }].map((choice) => (
              <li key={choice.id}>
                <a href={choice.href}>{choice.name}</a>
              </li>
            ))}
          </ul>
        </details>
      </noscript>
    </>
  );
}

function ScriptedSwitcher({
  label,
  current,
  choices,
  create,
}: Omit<SwitcherProps, 'currentId'> & { readonly current: SwitcherChoice | undefined }) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="gh-button gh-button-quiet gh-button-small switcher gh-needs-script"
          aria-label={`${label}: ${current?.name}. Switch`}
        >
          <span className="switcher-name">{current?.name}</span>
          <ChevronsUpDown className="gh-icon" />
        </button>
      }
    >
      <MenuGroup label={`${label}s`}>
        {choices.map(({ id, name, href, note }) => (
          <MenuLink key={id} href={href} isCurrent={id === current?.id}>
            <span>{name}</span>
            {note === undefined ? null : <span className="gh-muted">{note}</span>}
          </MenuLink>
        ))}
      </MenuGroup>
      <MenuLine />
      <MenuLink href={create.href}>
        <Plus className="gh-icon" />
        {create.title}
      </MenuLink>
    </Menu>
  );
}
