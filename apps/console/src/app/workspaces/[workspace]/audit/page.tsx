import type { AuditEvent } from '@gatehouse/contracts';
import { ButtonLink, type Column, EmptyState, PageHeader, Table } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { AuditVerdict } from '../../../../components/audit-verdict.tsx';
import { Moment } from '../../../../components/moment.tsx';
import { NextPage } from '../../../../components/next-page.tsx';
import { readSearchParams, type SearchParams } from '../../../../components/search-params.ts';
import { read } from '../../../../read/read.ts';

export const metadata: Metadata = { title: 'Audit log' };

/** @returns what was changed, in one line: the members, or that it is a whole. */
function nameChanges(changes: AuditEvent['changes']): string {
  const names = Object.keys(changes);
  if (names.join() === 'after') return 'as it was made';
  return names.join() === 'before' ? 'as it was' : names.join(', ');
}

/** Enough of an id to tell it from the others here; all of it on hover. */
function ShortId({ id }: { readonly id: string }) {
  return (
    <code className="gh-muted shortened short-id" title={id}>
      {id}
    </code>
  );
}

const kinds: Readonly<Record<AuditEvent['actor']['kind'], string>> = {
  member: 'member',
  workspace_api_key: 'workspace key',
  project_api_key: 'project key',
  onboarding_portal_link: 'onboarding portal',
  client: 'client, by itself',
  operator: 'operator',
  job: 'job',
};

const columns: readonly Column<AuditEvent>[] = [
  { title: 'When', cell: ({ at }) => <Moment at={at} precision="second" /> },
  {
    title: 'Who',
    cell: ({ actor: { kind, name, id } }) => (
      <span>
        {name || <ShortId id={id} />} <span className="gh-muted">({kinds[kind]})</span>
      </span>
    ),
  },
  { title: 'What', cell: ({ action }) => <code>{action}</code> },
  {
    title: 'On',
    cell: ({ target }) => (
      <span>
        {target.type} <ShortId id={target.id} />
      </span>
    ),
  },
  {
    title: 'Changes',
    cell: ({ changes }) =>
      Object.keys(changes).length === 0 ? null : (
        <details className="changes">
          <summary>{nameChanges(changes)}</summary>
          <pre>{JSON.stringify(changes, null, 2)}</pre>
        </details>
      ),
  },
];

export default async function AuditPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly workspace: string }>;
  readonly searchParams: SearchParams;
}) {
  const { workspace } = await params;
  const query = await readSearchParams(searchParams);
  const { action, page_token, verify } = query;
  const page = await read('listAuditEvents', {
    params: { workspace },
    query: {
      page_size: 50,
      ...(action === undefined ? {} : { action }),
      ...(page_token === undefined ? {} : { page_token }),
    },
  });
  const path = `/workspaces/${workspace}/audit`;
  const verdict =
    verify === undefined ? undefined : await read('verifyAuditLog', { params: { workspace } });
  return (
    <>
      <PageHeader
        title="Audit log"
        action={<ButtonLink href={`${path}?verify=1`}>Verify</ButtonLink>}
      >
        Every change in this workspace: who made it, when, and what it was. It is written with the
        change itself, and each event is chained to the one before it.
      </PageHeader>
      {verdict === undefined ? null : <AuditVerdict verdict={verdict} />}
      {page.events.length === 0 ? (
        <EmptyState title="Nothing has changed yet">
          Changes of projects, clients, keys and members will stand here.
        </EmptyState>
      ) : (
        <Table
          caption="Audit log"
          columns={columns}
          rows={page.events}
          keyOf={({ id }) => id}
          isDense
        />
      )}
      <NextPage path={path} query={query} page={page} />
    </>
  );
}
