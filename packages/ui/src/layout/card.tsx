import type { ReactNode } from 'react';
import { joinClasses } from '../class-names.ts';

export interface CardProps {
  readonly children: ReactNode;
  readonly className?: string;
}

export function Card({ children, className }: CardProps) {
  return (
    <div className={joinClasses('gh-card', className)}>
      <div className="gh-card-body">{children}</div>
    </div>
  );
}
