import type { Trace } from '@gatehouse/contracts';
import { type Column, Table } from '@gatehouse/ui';
import Link from 'next/link';
import { Moment } from '../moment.tsx';
import { Outcome } from './outcome.tsx';
import { readTrace, spellOut } from './read-trace.ts';

export interface TraceTableProps {
  readonly project: string;
  readonly traces: readonly Trace[];
  /** Less of each, beside other things. */
  readonly isCompact?: boolean;
}

const when: Column<Trace> = {
  title: 'When',
  cell: ({ at }) => <Moment at={at} precision="second" />,
};

const client: Column<Trace> = {
  title: 'Client',
  cell: ({ client_id: id }) =>
    id === null ? (
      <span className="gh-muted">none</span>
    ) : (
      <code className="shortened" title={id}>
        {id}
      </code>
    ),
};

const grantType: Column<Trace> = {
  title: 'Grant type',
  cell: (trace) => <code>{readTrace(trace).grantType}</code>,
};

const outcome: Column<Trace> = {
  title: 'Outcome',
  cell: (trace) => <Outcome outcome={trace.outcome} />,
};

export function TraceTable({ project, traces, isCompact = false }: TraceTableProps) {
  const request: Column<Trace> = {
    title: 'Request',
    cell: ({ trace_id: id, endpoint }) => (
      <Link href={`/projects/${project}/traces/${id}`}>{spellOut(endpoint)}</Link>
    ),
  };
  const columns = isCompact
    ? [request, outcome, when]
    : [request, outcome, grantType, client, when];
  return (
    <Table
      caption="Traces"
      columns={columns}
      rows={traces}
      keyOf={({ trace_id }) => trace_id}
      isDense
    />
  );
}
