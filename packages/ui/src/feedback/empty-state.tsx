import type { ReactNode } from 'react';
import { CodeBlock } from './code-block.tsx';

export interface EmptyStateProps {
  readonly title: string;
  /** One sentence: what would stand here. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** The same as a command line. */
  readonly command?: string;
}

export function EmptyState({ title, children, action, command }: EmptyStateProps) {
  return (
    <div className="gh-empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
      {command === undefined ? null : (
        <div className="gh-empty-command">
          <CodeBlock code={command} label="Command line" />
        </div>
      )}
    </div>
  );
}
