import { ButtonLink, CopyableValue, PageHeader, Section } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { FirstSteps } from '../../../components/first-steps.tsx';
import { RefreshOnReturn } from '../../../components/refresh-on-return.tsx';
import { TraceTable } from '../../../components/traces/trace-table.tsx';
import { readIfAllowed, readProject } from '../../../read/read.ts';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({
  params,
}: {
  readonly params: Promise<{ readonly project: string }>;
}) {
  const { project } = await params;
  const [{ name, url, state }, clients, traces, successes] = await Promise.all([
    readProject(project),
    readIfAllowed('listProjectClients', {
      params: { project_id: project },
      query: { page_size: 1 },
    }),
    readIfAllowed('listProjectTraces', {
      params: { project_id: project },
      query: { page_size: 6 },
    }),
    readIfAllowed('listProjectTraces', {
      params: { project_id: project },
      query: { page_size: 1, outcome: 'succeeded' },
    }),
  ]);
  const hasClient = (clients?.clients.length ?? 0) > 0;
  const recent = traces?.traces ?? [];
  const hasSucceeded = (successes?.traces.length ?? 0) > 0;
  return (
    <>
      <RefreshOnReturn />
      <PageHeader
        title={name}
        action={
          hasClient ? (
            <ButtonLink href={`/projects/${project}/clients/new`}>Create client</ButtonLink>
          ) : undefined
        }
      >
        {state === 'halted'
          ? 'This project is halted: it refuses every request.'
          : 'Its addresses, and what its clients just did.'}
      </PageHeader>
      <div className="columns">
        <div className="gh-stack gh-stack-large">
          {hasClient && hasSucceeded ? null : (
            <FirstSteps project={project} hasClient={hasClient} hasSucceeded={hasSucceeded} />
          )}
          <Section title="Last requests" description="The newest traces of this project.">
            {recent.length === 0 ? (
              <p className="gh-muted">No requests yet.</p>
            ) : (
              <>
                <TraceTable project={project} traces={recent} isCompact />
                <p>
                  <a href={`/projects/${project}/traces`}>All traces</a>
                </p>
              </>
            )}
          </Section>
        </div>
        <Addresses issuer={url} projectId={project} />
      </div>
    </>
  );
}

function Addresses({ issuer, projectId }: { readonly issuer: string; readonly projectId: string }) {
  const addresses = [
    ['Issuer', issuer],
    ['Discovery', `${issuer}/.well-known/openid-configuration`],
    ['Keys', `${issuer}/.well-known/jwks.json`],
    ['Project id', projectId],
  ] as const;
  return (
    <dl className="gh-facts columns-side">
      {addresses.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <CopyableValue value={value} label={label.toLowerCase()} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
