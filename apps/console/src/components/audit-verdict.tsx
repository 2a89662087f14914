import type { AnswerOf } from '@gatehouse/contracts';
import { Alert } from '@gatehouse/ui';

/** What computing the chain of the audit log anew has shown. */
export function AuditVerdict({ verdict }: { readonly verdict: AnswerOf<'verifyAuditLog'> }) {
  const { is_intact, events, broken_at, unlinked_events, head } = verdict;
  if (is_intact) {
    const title =
      events === 1
        ? 'The one event is as it was written.'
        : `All ${events} events are as they were written.`;
    return (
      <Alert tone="success" title={title}>
        <p>
          To notice later that the end was cut off, keep the newest digest elsewhere:{' '}
          <code className="digest">{head?.digest}</code>
        </p>
      </Alert>
    );
  }
  return (
    <Alert tone="danger" title="The audit log is not as it was written.">
      <p>
        {broken_at === null
          ? `${unlinked_events} events were put in past the chain.`
          : `Event ${broken_at} was changed or taken away.`}{' '}
        Somebody with the whole database did this: compare it with a backup.
      </p>
    </Alert>
  );
}
