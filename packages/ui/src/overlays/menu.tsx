'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { type ReactElement, type ReactNode, useState } from 'react';
import { joinClasses } from '../class-names.ts';

export interface MenuProps {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
}

export function Menu({ trigger, children, align = 'start' }: MenuProps) {
  // Beside its trigger, so that it stands in the same landmark of the page.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <span className="gh-menu-place" ref={setPlace} />
      <Base.Portal container={place}>
        <Base.Positioner className="gh-menu-positioner" sideOffset={6} align={align}>
          <Base.Popup className="gh-menu">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuLinkProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly isCurrent?: boolean;
}

export function MenuLink({ href, children, isCurrent = false }: MenuLinkProps) {
  return (
    <Base.LinkItem
      className="gh-menu-item"
      href={href}
      closeOnClick
      {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
    >
      {children}
    </Base.LinkItem>
  );
}

export interface MenuActionProps {
  readonly onSelect: () => void;
  readonly children: ReactNode;
  readonly isDangerous?: boolean;
}

export function MenuAction({ onSelect, children, isDangerous = false }: MenuActionProps) {
  return (
    <Base.Item
      className={joinClasses('gh-menu-item', isDangerous && 'gh-menu-item-danger')}
      onClick={onSelect}
    >
      {children}
    </Base.Item>
  );
}

export function MenuGroup({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className="gh-menu-label">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuLine() {
  return <Base.Separator className="gh-menu-line" />;
}
