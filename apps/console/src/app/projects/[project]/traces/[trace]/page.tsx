import { CopyableValue, PageHeader } from '@gatehouse/ui';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Moment } from '../../../../../components/moment.tsx';
import { Outcome } from '../../../../../components/traces/outcome.tsx';
import { readTrace, spellOut, toneOf } from '../../../../../components/traces/read-trace.ts';
import { Timeline } from '../../../../../components/traces/timeline.tsx';
import { read } from '../../../../../read/read.ts';

export const metadata: Metadata = { title: 'Trace' };

const leads = {
  success: 'Every check was passed.',
  neutral: 'The question was answered: the token is not live.',
  danger: 'One check refused this request. The client was told less than stands here.',
};

export default async function TracePage({
  params,
}: {
  readonly params: Promise<{ readonly project: string; readonly trace: string }>;
}) {
  const { project, trace: trace_id } = await params;
  const trace = await read('getProjectTrace', { params: { project_id: project, trace_id } });
  const document = readTrace(trace);
  return (
    <>
      <PageHeader
        title={
          <span className="gh-row">
            {spellOut(trace.endpoint)} request <Outcome outcome={trace.outcome} />
          </span>
        }
      >
        {leads[toneOf(trace.outcome)]}
      </PageHeader>
      <div className="columns">
        <Timeline document={document} />
        <dl className="gh-facts columns-side">
          <div>
            <dt>When</dt>
            <dd>
              <Moment at={trace.at} precision="second" />
            </dd>
          </div>
          <div>
            <dt>Client</dt>
            <dd>
              {trace.client_id === null ? (
                'None was named'
              ) : (
                <Link
                  className="gh-mono"
                  href={`/projects/${project}/clients/${encodeURIComponent(trace.client_id)}`}
                >
                  {trace.client_id}
                </Link>
              )}
            </dd>
          </div>
          {document.grantType === undefined ? null : (
            <div>
              <dt>Grant type</dt>
              <dd className="gh-mono">{document.grantType}</dd>
            </div>
          )}
          <div>
            <dt>Trace id</dt>
            <dd>
              <CopyableValue value={trace.trace_id} label="trace id" />
            </dd>
          </div>
        </dl>
      </div>
    </>
  );
}
