import type { OAuth2Client } from '@gatehouse/contracts';
import {
  Badge,
  Button,
  ButtonLink,
  type Column,
  CopyableValue,
  EmptyState,
  PageHeader,
  Table,
} from '@gatehouse/ui';
import type { Metadata } from 'next';
import Link from 'next/link';
import { describeClient, nameOfClient } from '../../../../components/clients/describe-client.ts';
import { Moment } from '../../../../components/moment.tsx';
import { NextPage } from '../../../../components/next-page.tsx';
import { readSearchParams, type SearchParams } from '../../../../components/search-params.ts';
import { read } from '../../../../read/read.ts';

export const metadata: Metadata = { title: 'Clients' };

function buildColumns(project: string): readonly Column<OAuth2Client>[] {
  return [
    {
      title: 'Name',
      cell: (client) => (
        <Link href={`/projects/${project}/clients/${encodeURIComponent(client.client_id)}`}>
          {nameOfClient(client)}
        </Link>
      ),
    },
    { title: 'Kind', cell: (client) => <Badge>{describeClient(client)}</Badge> },
    {
      title: 'Client id',
      cell: ({ client_id: id }) => <CopyableValue value={id} label="client id" />,
    },
    { title: 'Created', cell: ({ created_at: at }) => <Moment at={at} /> },
  ];
}

export default async function ClientsPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly project: string }>;
  readonly searchParams: SearchParams;
}) {
  const { project } = await params;
  const query = await readSearchParams(searchParams);
  const { client_name, page_token } = query;
  const page = await read('listProjectClients', {
    params: { project_id: project },
    query: {
      page_size: 50,
      ...(client_name === undefined ? {} : { client_name }),
      ...(page_token === undefined ? {} : { page_token }),
    },
  });
  const path = `/projects/${project}/clients`;
  const create = (
    <ButtonLink href={`${path}/new`} variant="primary">
      Create client
    </ButtonLink>
  );
  const isEmpty = page.clients.length === 0 && client_name === undefined;
  return (
    <>
      <PageHeader title="Clients" action={isEmpty ? undefined : create}>
        Applications that sign people in, and services that speak for themselves.
      </PageHeader>
      {isEmpty ? (
        <EmptyState
          title="No clients yet"
          action={create}
          command={`npx gatehouse create oauth2-client --project ${project} --name "My app"`}
        >
          A client is one application: it gets an id, and a secret where it can keep one.
        </EmptyState>
      ) : (
        <>
          <form className="filters" method="get">
            <input
              className="gh-input"
              type="search"
              name="client_name"
              defaultValue={client_name}
              placeholder="Name"
              aria-label="Name of a client"
            />
            <Button type="submit">Search</Button>
          </form>
          {page.clients.length === 0 ? (
            <EmptyState title="No client has that name">
              The whole name must fit, in the same letters.
            </EmptyState>
          ) : (
            <Table
              caption="Clients"
              columns={buildColumns(project)}
              rows={page.clients}
              keyOf={({ client_id }) => client_id}
            />
          )}
          <NextPage path={path} query={query} page={page} />
        </>
      )}
    </>
  );
}
