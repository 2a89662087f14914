import { Button, ButtonLink, EmptyState, PageHeader } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { NextPage } from '../../../../components/next-page.tsx';
import { RefreshOnReturn } from '../../../../components/refresh-on-return.tsx';
import { readSearchParams, type SearchParams } from '../../../../components/search-params.ts';
import { TraceTable } from '../../../../components/traces/trace-table.tsx';
import { read } from '../../../../read/read.ts';

export const metadata: Metadata = { title: 'Traces' };

export default async function TracesPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly project: string }>;
  readonly searchParams: SearchParams;
}) {
  const { project } = await params;
  const query = await readSearchParams(searchParams);
  const { client_id, outcome, page_token } = query;
  const page = await read('listProjectTraces', {
    params: { project_id: project },
    query: {
      page_size: 50,
      ...(client_id === undefined ? {} : { client_id }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(page_token === undefined ? {} : { page_token }),
    },
  });
  const path = `/projects/${project}/traces`;
  const isFiltered = client_id !== undefined || outcome !== undefined;
  return (
    <>
      <RefreshOnReturn />
      <PageHeader
        title="Traces"
        action={<ButtonLink href={`${path}?${new URLSearchParams(query)}`}>Load again</ButtonLink>}
      >
        What protocol requests went through: each check that passed, and the one that refused.
      </PageHeader>
      <TraceFilters clientId={client_id} outcome={outcome} />
      {page.traces.length === 0 ? (
        <EmptyState
          title={isFiltered ? 'No trace fits' : 'No requests yet'}
          command={`npx gatehouse list traces --project ${project}`}
        >
          {isFiltered
            ? 'Refusals are kept for some days; of many successes at once, some leave none.'
            : 'The first request of a client to this project will stand here within a second.'}
        </EmptyState>
      ) : (
        <TraceTable project={project} traces={page.traces} />
      )}
      <NextPage path={path} query={query} page={page} />
    </>
  );
}

interface TraceFiltersProps {
  readonly clientId: string | undefined;
  readonly outcome: string | undefined;
}

function TraceFilters({ clientId, outcome }: TraceFiltersProps) {
  return (
    <form className="filters" method="get">
      <input
        className="gh-input"
        name="client_id"
        defaultValue={clientId}
        placeholder="Client id"
        aria-label="Client id"
      />
      <input
        className="gh-input"
        name="outcome"
        defaultValue={outcome}
        placeholder="Outcome"
        aria-label="Outcome, such as succeeded"
        list="outcomes"
      />
      <datalist id="outcomes">
        <option value="succeeded" />
        <option value="inactive" />
        <option value="client_secret_wrong" />
        <option value="redirect_uri_not_registered" />
      </datalist>
      <Button type="submit">Filter</Button>
    </form>
  );
}
