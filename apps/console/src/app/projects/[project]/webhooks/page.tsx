import type { Webhook } from '@gatehouse/contracts';
import { Badge, ButtonLink, type Column, EmptyState, PageHeader, Table } from '@gatehouse/ui';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Moment } from '../../../../components/moment.tsx';
import { read } from '../../../../read/read.ts';

export const metadata: Metadata = { title: 'Webhooks' };

export default async function WebhooksPage({
  params,
}: {
  readonly params: Promise<{ readonly project: string }>;
}) {
  const { project } = await params;
  const { webhooks } = await read('listWebhooks', { params: { project } });
  const create = (
    <ButtonLink href={`/projects/${project}/webhooks/new`} variant="primary">
      Create webhook
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Webhooks" action={webhooks.length === 0 ? undefined : create}>
        Your own servers, told what happens in this project: a signed request for each event.
        Nothing here waits for their answer.
      </PageHeader>
      {webhooks.length === 0 ? (
        <EmptyState title="No webhooks yet" action={create}>
          A webhook names a URL and the events that it wants.
        </EmptyState>
      ) : (
        <Table
          caption="Webhooks"
          columns={buildColumns(project)}
          rows={webhooks}
          keyOf={({ id }) => id}
        />
      )}
    </>
  );
}

function buildColumns(project: string): readonly Column<Webhook>[] {
  return [
    {
      title: 'URL',
      cell: ({ id, url, description }) => (
        <span className="webhook-name">
          <Link href={`/projects/${project}/webhooks/${id}`} className="gh-mono">
            {url}
          </Link>
          {description === '' ? null : <span className="gh-muted">{description}</span>}
        </span>
      ),
    },
    {
      title: 'Events',
      cell: ({ events: [first, ...others] }) => (
        <>
          <code>{first}</code>
          {others.length === 0 ? '' : ` and ${others.length} more`}
        </>
      ),
    },
    {
      title: 'State',
      cell: ({ enabled }) => (
        <Badge tone={enabled ? 'success' : 'neutral'}>{enabled ? 'Enabled' : 'Disabled'}</Badge>
      ),
    },
    { title: 'Created', cell: ({ created_at: at }) => <Moment at={at} /> },
  ];
}
