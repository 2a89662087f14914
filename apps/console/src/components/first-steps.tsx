import { ButtonLink, Section } from '@gatehouse/ui';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

export interface FirstStepsProps {
  readonly project: string;
  readonly hasClient: boolean;
  readonly hasSucceeded: boolean;
}

/** From an empty project to its first token. The list leaves when it is done. */
export function FirstSteps({ project, hasClient, hasSucceeded }: FirstStepsProps) {
  return (
    <Section
      title="To the first sign-in"
      description="Two steps; the second needs a minute of code."
    >
      <ol className="steps">
        <Step isDone={hasClient} isNext={!hasClient} title="Create a client">
          <p>It stands for one application and gets an id, and a secret where it can keep one.</p>
          {hasClient ? null : (
            <ButtonLink variant="primary" href={`/projects/${project}/clients/new`}>
              Create client
            </ButtonLink>
          )}
        </Step>
        <Step isDone={hasSucceeded} isNext={hasClient && !hasSucceeded} title="Sign in with it">
          <p>
            Paste a snippet from the client's page, or try the login from there. The light goes on
            with the first request that succeeds.
          </p>
          {hasClient ? <a href={`/projects/${project}/clients`}>Clients</a> : null}
        </Step>
      </ol>
    </Section>
  );
}

interface StepProps {
  readonly isDone: boolean;
  readonly isNext: boolean;
  readonly title: string;
  readonly children: ReactNode;
}

function Step({ isDone, isNext, title, children }: StepProps) {
  const word = isDone ? 'done' : isNext ? 'next' : 'later';
  return (
    <li className={`step step-${word}`}>
      <span className="step-light">{isDone ? <Check className="gh-icon" /> : null}</span>
      <div className="gh-stack gh-stack-small">
        <h3>
          {title}
          <span className="gh-visually-hidden">, {word}</span>
        </h3>
        {children}
      </div>
    </li>
  );
}
