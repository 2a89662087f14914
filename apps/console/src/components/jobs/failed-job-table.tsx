import type { FailedJob } from '@gatehouse/contracts';
import { Badge, Button, type Column, Table } from '@gatehouse/ui';
import { ConsoleForm } from '../forms/console-form.tsx';
import { Moment } from '../moment.tsx';

export interface FailedJobTableProps {
  readonly project: string;
  readonly jobs: readonly FailedJob[];
}

const kinds: Readonly<Record<string, string>> = {
  'mail.send': 'Send a mail',
  'webhooks.deliver': 'Send a webhook',
  'registration.follow_up': 'Write to whoever has an address',
  'signing_keys.rotate': 'Rotate signing keys',
  'api_keys.remove_exchanged': 'Remove a key that has expired',
};

const columns: readonly Column<FailedJob>[] = [
  { title: 'Job', cell: ({ kind }) => kinds[kind] ?? <code>{kind}</code> },
  { title: 'Error', cell: ({ error }) => <code>{error}</code> },
  { title: 'Attempts', cell: ({ attempts }) => attempts },
  {
    title: 'Next attempt',
    cell: ({ next_attempt_at: at }) =>
      at === null ? <Badge tone="danger">Given up</Badge> : <Moment at={at} precision="second" />,
  },
  { title: 'Begun', cell: ({ created_at: at }) => <Moment at={at} /> },
];

export function FailedJobTable({ project, jobs }: FailedJobTableProps) {
  const retry: Column<FailedJob> = {
    title: '',
    cell: ({ id }) => (
      <ConsoleForm name="retry-job" hidden={{ _project: project, _job: id }} className="">
        <Button type="submit" size="small">
          Try again
        </Button>
      </ConsoleForm>
    ),
  };
  const rows = [...columns, retry];
  return <Table caption="Failed jobs" columns={rows} rows={jobs} keyOf={({ id }) => id} isDense />;
}
