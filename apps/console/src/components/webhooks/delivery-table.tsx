import type { WebhookDelivery } from '@gatehouse/contracts';
import { type Column, Table } from '@gatehouse/ui';
import Link from 'next/link';
import { Moment } from '../moment.tsx';
import { DeliveryStatus } from './delivery-status.tsx';
import { describeAnswer } from './describe-attempt.ts';
import { RedeliverForm } from './redeliver-form.tsx';

export interface DeliveryTableProps {
  readonly project: string;
  readonly webhook: string;
  readonly deliveries: readonly WebhookDelivery[];
}

export function DeliveryTable({ project, webhook, deliveries }: DeliveryTableProps) {
  const columns: readonly Column<WebhookDelivery>[] = [
    {
      title: 'Event',
      cell: ({ id, type, created_at: at }) => (
        <span className="webhook-name">
          <Link href={`/projects/${project}/webhooks/${webhook}/deliveries/${id}`}>
            <code>{type}</code>
          </Link>
          <span className="gh-muted">
            <Moment at={at} precision="second" />
          </span>
        </span>
      ),
    },
    { title: 'State', cell: (delivery) => <DeliveryStatus delivery={delivery} /> },
    {
      title: 'Last answer',
      cell: ({ attempts }) => {
        const last = attempts.at(-1);
        return last === undefined ? 'None yet' : describeAnswer(last);
      },
    },
    {
      title: '',
      cell: ({ id }) => <RedeliverForm project={project} webhook={webhook} delivery={id} />,
    },
  ];
  return (
    <Table
      caption="Deliveries"
      columns={columns}
      rows={deliveries}
      keyOf={({ id }) => id}
      isDense
    />
  );
}
