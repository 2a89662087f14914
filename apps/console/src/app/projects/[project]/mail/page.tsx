import { EmptyState, PageHeader } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { MessageTable } from '../../../../components/mail/message-table.tsx';
import { NextPage } from '../../../../components/next-page.tsx';
import { RefreshOnReturn } from '../../../../components/refresh-on-return.tsx';
import { readSearchParams, type SearchParams } from '../../../../components/search-params.ts';
import { read } from '../../../../read/read.ts';

export const metadata: Metadata = { title: 'Mail' };

export default async function MailPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly project: string }>;
  readonly searchParams: SearchParams;
}) {
  const { project } = await params;
  const query = await readSearchParams(searchParams);
  const { page_token } = query;
  const page = await read('listProjectMessages', {
    params: { project_id: project },
    query: { page_size: 50, ...(page_token === undefined ? {} : { page_token }) },
  });
  return (
    <>
      <RefreshOnReturn />
      <PageHeader title="Mail">
        What this project writes to people. While the installation has no mail server, it is kept
        here to be read, and goes nowhere.
      </PageHeader>
      {page.messages.length === 0 ? (
        <EmptyState title="No mail yet">
          The first one will stand here a moment after it was written.
        </EmptyState>
      ) : (
        <MessageTable project={project} messages={page.messages} />
      )}
      <NextPage path={`/projects/${project}/mail`} query={query} page={page} />
    </>
  );
}
