import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { joinClasses } from '../class-names.ts';

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

export interface AlertProps {
  readonly tone: keyof typeof icons;
  readonly title?: string;
  readonly children?: ReactNode;
}

/** Something to know before going on. */
export function Alert({ tone, title, children }: AlertProps) {
  const Icon = icons[tone];
  return (
    <div className={joinClasses('gh-alert', `gh-tone-${tone}`)}>
      <Icon className="gh-icon" />
      <div className="gh-alert-body">
        {title === undefined ? null : <p className="gh-alert-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
