import type { ProjectMetadata } from '@gatehouse/contracts';
import {
  Badge,
  ButtonLink,
  type Column,
  CopyableValue,
  EmptyState,
  PageHeader,
  Table,
} from '@gatehouse/ui';
import type { Metadata } from 'next';
import Link from 'next/link';
import { EnvironmentBadge } from '../../../components/environment-badge.tsx';
import { Moment } from '../../../components/moment.tsx';
import { readWorkspaceProjects } from '../../../read/read.ts';

export const metadata: Metadata = { title: 'Projects' };

const columns: readonly Column<ProjectMetadata>[] = [
  { title: 'Name', cell: ({ id, name }) => <Link href={`/projects/${id}`}>{name}</Link> },
  {
    title: 'Environment',
    cell: ({ environment, state }) => (
      <span className="gh-row">
        <EnvironmentBadge environment={environment} />
        {state === 'halted' ? <Badge tone="danger">Halted</Badge> : null}
      </span>
    ),
  },
  { title: 'Issuer', cell: ({ url }) => <CopyableValue value={url} label="issuer" /> },
  { title: 'Created', cell: ({ created_at: at }) => <Moment at={at} /> },
];

export default async function ProjectsPage({
  params,
}: {
  readonly params: Promise<{ readonly workspace: string }>;
}) {
  const { workspace } = await params;
  const projects = await readWorkspaceProjects(workspace);
  const create = (
    <ButtonLink href={`/workspaces/${workspace}/projects/new`} variant="primary">
      Create project
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Projects" action={projects.length === 0 ? undefined : create}>
        Each project has an issuer, keys, clients and people of its own.
      </PageHeader>
      {projects.length === 0 ? (
        <EmptyState
          title="No projects yet"
          action={create}
          command={'npx gatehouse create project --name "My app"'}
        >
          A project is where your applications register and your users sign in.
        </EmptyState>
      ) : (
        <Table caption="Projects" columns={columns} rows={projects} keyOf={({ id }) => id} />
      )}
    </>
  );
}
