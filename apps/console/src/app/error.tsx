'use client';

import { Button, Card } from '@gatehouse/ui';

export interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** `refused:{status}:{request id}` where the management API said no; a number of Next's otherwise. */
function explain(digest: string): { title: string; text: string; reference: string } {
  const [kind, status, request] = digest.split(':');
  if (kind === 'refused' && status === '403') {
    return {
      title: 'Your role does not allow this',
      text: 'Ask an owner or admin of the workspace for a role that does.',
      reference: request ?? '',
    };
  }
  return {
    title: 'This could not be loaded',
    text: 'The management API did not answer as it should. Nothing was changed: try again in a moment.',
    reference: request ?? digest,
  };
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const { title, text, reference } = explain(error.digest ?? '');
  return (
    <Card className="form-card">
      <div className="gh-stack" role="alert">
        <h1>{title}</h1>
        <p className="gh-muted">{text}</p>
        {reference === '' ? null : (
          <p className="gh-hint">
            Reference <span className="gh-mono">{reference}</span>
          </p>
        )}
        <div className="gh-row">
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        </div>
      </div>
    </Card>
  );
}
