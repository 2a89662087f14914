// The signature view: what a request passed, and the one check that refused it.

import { Check, X } from 'lucide-react';
import { linkReference, spellOut, type TraceCheck, type TraceDocument } from './read-trace.ts';

export function Timeline({ document }: { readonly document: TraceDocument }) {
  const { checks, reference, hint } = document;
  return (
    <ol className="timeline">
      {checks.map((check, index) =>
        check.passed ? (
          <PassedCheck key={index} check={check} />
        ) : (
          <RefusingCheck key={index} check={check} reference={reference} hint={hint} />
        ),
      )}
    </ol>
  );
}

function PassedCheck({ check: { check, received } }: { readonly check: TraceCheck }) {
  return (
    <li className="timeline-step">
      <span className="timeline-dot timeline-dot-passed">
        <Check className="gh-icon" />
      </span>
      <span className="timeline-name">
        {spellOut(check)}
        <span className="gh-visually-hidden">, passed</span>
      </span>
      {received === undefined ? null : <code className="timeline-received">{received}</code>}
    </li>
  );
}

interface RefusingCheckProps {
  readonly check: TraceCheck;
  readonly reference: string | undefined;
  readonly hint: string | undefined;
}

function RefusingCheck({ check, reference, hint }: RefusingCheckProps) {
  return (
    <li className="timeline-step timeline-step-refused">
      <span className="timeline-dot timeline-dot-refused">
        <X className="gh-icon" />
      </span>
      <div className="timeline-card">
        <h2>
          {spellOut(check.check)} <span className="timeline-verdict">refused here</span>
        </h2>
        <dl className="timeline-difference">
          <div>
            <dt>Expected</dt>
            <dd>
              <code>{check.expected ?? 'not said'}</code>
            </dd>
          </div>
          <div>
            <dt>Received</dt>
            <dd>
              <code>{check.received ?? 'nothing'}</code>
            </dd>
          </div>
        </dl>
        {hint === undefined ? null : <p>{hint}</p>}
        {reference === undefined ? null : <Reference reference={reference} />}
      </div>
    </li>
  );
}

function Reference({ reference }: { readonly reference: string }) {
  const href = linkReference(reference);
  return (
    <p className="timeline-reference">
      {href === undefined ? (
        reference
      ) : (
        <a href={href} rel="noreferrer" target="_blank">
          {reference}
        </a>
      )}
    </p>
  );
}
