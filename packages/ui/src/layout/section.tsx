import type { ReactNode } from 'react';

export interface SectionProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}

/** A heading, one sentence, its content. */
export function Section({ title, description, children }: SectionProps) {
  return (
    <section className="gh-section">
      <div className="gh-section-head">
        <h2>{title}</h2>
        {description === undefined ? null : <p>{description}</p>}
      </div>
      {children}
    </section>
  );
}
