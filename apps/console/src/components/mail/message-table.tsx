import type { ListedMessage } from '@gatehouse/contracts';
import { type Column, Table } from '@gatehouse/ui';
import Link from 'next/link';
import { Moment } from '../moment.tsx';
import { MessageStatus } from './message-status.tsx';
import { nameTemplate } from './name-template.ts';

export interface MessageTableProps {
  readonly project: string;
  readonly messages: readonly ListedMessage[];
}

export function MessageTable({ project, messages }: MessageTableProps) {
  const columns: readonly Column<ListedMessage>[] = [
    {
      title: 'Subject',
      cell: ({ id, subject, template_type: template }) => (
        <Link href={`/projects/${project}/mail/${id}`}>
          {subject === '' ? nameTemplate(template) : subject}
        </Link>
      ),
    },
    { title: 'To', cell: ({ recipient }) => recipient },
    { title: 'State', cell: (message) => <MessageStatus message={message} /> },
    { title: 'Written', cell: ({ created_at: at }) => <Moment at={at} precision="second" /> },
  ];
  return <Table caption="Mail" columns={columns} rows={messages} keyOf={({ id }) => id} isDense />;
}
