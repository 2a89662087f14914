import type { WorkspaceMember } from '@gatehouse/contracts';
import { roles } from '@gatehouse/protocol';
import { Button, type Column, PageHeader, Section, Select, Table } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { ConfirmDialog } from '../../../../components/forms/confirm-dialog.tsx';
import { ConsoleForm } from '../../../../components/forms/console-form.tsx';
import { InvitationTable } from '../../../../components/members/invitation-table.tsx';
import { InviteDialog } from '../../../../components/members/invite-dialog.tsx';
import { Moment } from '../../../../components/moment.tsx';
import { read } from '../../../../read/read.ts';
import { readConsoleRequest } from '../../../../request/console-request.ts';

export const metadata: Metadata = { title: 'Members' };

function buildColumns(workspace: string): readonly Column<WorkspaceMember>[] {
  const { member: me } = readConsoleRequest();
  return [
    {
      title: 'Member',
      cell: ({ id, name, email }) => (
        <span className="member">
          <span className="member-name">
            {name || email || id}
            {id === me?.subject ? <span className="gh-muted"> (you)</span> : null}
          </span>
          {name === '' ? null : <span className="gh-muted">{email}</span>}
        </span>
      ),
    },
    {
      title: 'Role',
      cell: (member) => <RoleForm workspace={workspace} member={member} />,
    },
    { title: 'Since', cell: ({ created_at: at }) => <Moment at={at} /> },
    {
      title: '',
      cell: ({ id, name, email }) => (
        <ConfirmDialog
          form="remove-member"
          hidden={{ _workspace: workspace, _member: id }}
          action="Remove"
          title={`Remove ${name || email || id}?`}
        >
          <p>Access ends at once, in the console and on the command line.</p>
        </ConfirmDialog>
      ),
    },
  ];
}

function RoleForm({
  workspace,
  member: { id, name, email, role },
}: {
  readonly workspace: string;
  readonly member: WorkspaceMember;
}) {
  return (
    <ConsoleForm
      name="set-role"
      hidden={{ _workspace: workspace, _member: id }}
      className="role-form"
    >
      <Select
        className="role-select"
        name="role"
        aria-label={`Role of ${name || email || id}`}
        defaultValue={role}
      >
        {roles.map((known) => (
          <option key={known} value={known}>
            {known}
          </option>
        ))}
      </Select>
      <Button type="submit" size="small" variant="quiet">
        Save role
      </Button>
    </ConsoleForm>
  );
}

export default async function MembersPage({
  params,
}: {
  readonly params: Promise<{ readonly workspace: string }>;
}) {
  const { workspace } = await params;
  const [{ members }, { invitations }] = await Promise.all([
    read('listWorkspaceMembers', { params: { workspace } }),
    read('listWorkspaceInvitations', { params: { workspace } }),
  ]);
  return (
    <>
      <PageHeader title="Members" action={<InviteDialog workspace={workspace} />}>
        Who works in this workspace, and what they may do.
      </PageHeader>
      <Table
        caption="Members"
        columns={buildColumns(workspace)}
        rows={members}
        keyOf={({ id }) => id}
      />
      <Section
        title="Invitations"
        description="Links that nobody has used yet. Each works once, for whoever opens it."
      >
        <InvitationTable workspace={workspace} invitations={invitations} />
      </Section>
    </>
  );
}
