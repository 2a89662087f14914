import { EmptyState, PageHeader } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { FailedJobTable } from '../../../../components/jobs/failed-job-table.tsx';
import { NextPage } from '../../../../components/next-page.tsx';
import { RefreshOnReturn } from '../../../../components/refresh-on-return.tsx';
import { readSearchParams, type SearchParams } from '../../../../components/search-params.ts';
import { read } from '../../../../read/read.ts';

export const metadata: Metadata = { title: 'Failed jobs' };

export default async function FailedJobsPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly project: string }>;
  readonly searchParams: SearchParams;
}) {
  const { project } = await params;
  const query = await readSearchParams(searchParams);
  const { page_token } = query;
  const page = await read('listProjectFailedJobs', {
    params: { project_id: project },
    query: { page_size: 50, ...(page_token === undefined ? {} : { page_token }) },
  });
  return (
    <>
      <RefreshOnReturn />
      <PageHeader title="Failed jobs">
        What this project does in the background and could not do yet. Each is tried again by
        itself, at longer and longer intervals, until it is given up.
      </PageHeader>
      {page.jobs.length === 0 ? (
        <EmptyState title="Nothing failed">Every job of this project was done.</EmptyState>
      ) : (
        <FailedJobTable project={project} jobs={page.jobs} />
      )}
      <NextPage path={`/projects/${project}/jobs`} query={query} page={page} />
    </>
  );
}
