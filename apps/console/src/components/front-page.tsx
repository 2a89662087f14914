import { Card, WordMark } from '@gatehouse/ui';
import type { ReactNode } from 'react';

export interface FrontPageProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A page without rail: before one is in, or before there is anything to go to. */
export function FrontPage({ title, children }: FrontPageProps) {
  return (
    <main className="front">
      <Card>
        <div className="gh-stack">
          <WordMark className="front-mark" />
          <h1>{title}</h1>
          {children}
        </div>
      </Card>
    </main>
  );
}
