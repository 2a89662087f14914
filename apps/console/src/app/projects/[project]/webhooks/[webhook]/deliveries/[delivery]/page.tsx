import type { WebhookDelivery } from '@gatehouse/contracts';
import { CodeBlock, type Column, CopyableValue, PageHeader, Section, Table } from '@gatehouse/ui';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Moment } from '../../../../../../../components/moment.tsx';
import { RefreshOnReturn } from '../../../../../../../components/refresh-on-return.tsx';
import { DeliveryStatus } from '../../../../../../../components/webhooks/delivery-status.tsx';
import {
  describeAnswer,
  describeDuration,
} from '../../../../../../../components/webhooks/describe-attempt.ts';
import { eventTexts } from '../../../../../../../components/webhooks/event-texts.ts';
import { RedeliverForm } from '../../../../../../../components/webhooks/redeliver-form.tsx';
import { read } from '../../../../../../../read/read.ts';

export const metadata: Metadata = { title: 'Delivery' };

type Attempt = WebhookDelivery['attempts'][number];

const columns: readonly Column<Attempt>[] = [
  { title: 'When', cell: ({ at }) => <Moment at={at} precision="second" /> },
  { title: 'Answer', cell: describeAnswer },
  { title: 'Took', cell: describeDuration },
];

export default async function DeliveryPage({
  params,
}: {
  readonly params: Promise<{
    readonly project: string;
    readonly webhook: string;
    readonly delivery: string;
  }>;
}) {
  const of = await params;
  const delivery = await read('getWebhookDelivery', { params: of });
  const { next_attempt_at: nextAt } = delivery;
  return (
    <>
      <RefreshOnReturn />
      <PageHeader
        title={
          <span className="gh-row">
            <span className="gh-mono">{delivery.type}</span> <DeliveryStatus delivery={delivery} />
          </span>
        }
        action={<RedeliverForm {...of} />}
      >
        {eventTexts[delivery.type]}.
      </PageHeader>
      <div className="columns">
        <div className="gh-stack gh-stack-large">
          <Section title="Attempts" description="The last twenty, oldest first.">
            {delivery.attempts.length === 0 ? (
              <p className="gh-muted">None yet.</p>
            ) : (
              <Table
                caption="Attempts"
                columns={columns}
                rows={delivery.attempts}
                keyOf={({ at }) => at}
                isDense
              />
            )}
          </Section>
          <Section title="Body" description="Sent on one line, the same at every attempt.">
            <CodeBlock code={JSON.stringify(JSON.parse(delivery.body), null, 2)} label="Body" />
          </Section>
        </div>
        <dl className="gh-facts columns-side">
          <div>
            <dt>Webhook</dt>
            <dd>
              <Link href={`/projects/${of.project}/webhooks/${of.webhook}`}>All deliveries</Link>
            </dd>
          </div>
          <div>
            <dt>webhook-id</dt>
            <dd>
              <CopyableValue value={delivery.event_id} label="webhook-id" />
            </dd>
          </div>
          <div>
            <dt>Written</dt>
            <dd>
              <Moment at={delivery.created_at} precision="second" />
            </dd>
          </div>
          {nextAt === null ? null : (
            <div>
              <dt>Next attempt</dt>
              <dd>
                <Moment at={nextAt} precision="second" />
              </dd>
            </div>
          )}
        </dl>
      </div>
    </>
  );
}
