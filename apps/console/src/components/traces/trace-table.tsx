import type { Trace } from '@gatehouse/contracts';
import { type Column, Table } from '@gatehouse/ui';
import Link from 'next/link';
import { Moment } from '../moment.tsx';
import { Outcome } from './outcome.tsx';
import { readTrace, spellOut } from './read-trace.ts';

export interface TraceTableProps {
  readonly project: string;
  readonly traces: readonly Trace[];
}

function buildColumns(project: string): readonly Column<Trace>[] {
  return [
    {
      title: 'Request',
      cell: (trace) => {
        const { grantType } = readTrace(trace);
        return (
          <span className="gh-row">
            <Link href={`/projects/${project}/traces/${trace.trace_id}`}>
              {spellOut(trace.endpoint)}
            </Link>
            {grantType === undefined ? null : <code className="gh-muted">{grantType}</code>}
          </span>
        );
      },
    },
    { title: 'Outcome', cell: ({ outcome }) => <Outcome outcome={outcome} /> },
    {
      title: 'Client',
      cell: ({ client_id: id }) =>
        id === null ? (
          <span className="gh-muted">none</span>
        ) : (
          <code className="shortened" title={id}>
            {id}
          </code>
        ),
    },
    { title: 'When', cell: ({ at }) => <Moment at={at} precision="second" /> },
  ];
}

export function TraceTable({ project, traces }: TraceTableProps) {
  return (
    <Table
      caption="Traces"
      columns={buildColumns(project)}
      rows={traces}
      keyOf={({ trace_id }) => trace_id}
      isDense
    />
  );
}
