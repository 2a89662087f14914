import type { ReactNode } from 'react';

export interface PageHeaderProps {
  readonly title: ReactNode;
  /** One line: what this page is for. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function PageHeader({ title, children, action }: PageHeaderProps) {
  return (
    <header className="gh-page-header">
      <div className="gh-page-header-text">
        <h1>{title}</h1>
        {children === undefined ? null : <p>{children}</p>}
      </div>
      {action === undefined ? null : <div className="gh-row">{action}</div>}
    </header>
  );
}
