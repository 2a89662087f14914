import type { WorkspaceMember } from '@gatehouse/contracts';
import { roles } from '@gatehouse/protocol';
import {
  Button,
  Card,
  type Column,
  PageHeader,
  Section,
  Select,
  SelectField,
  Table,
  TextField,
} from '@gatehouse/ui';
import type { Metadata } from 'next';
import { ConfirmDialog } from '../../../../components/forms/confirm-dialog.tsx';
import { ConsoleForm, readRefusal } from '../../../../components/forms/console-form.tsx';
import { Moment } from '../../../../components/moment.tsx';
import { roleTexts } from '../../../../components/roles.ts';
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
        Save
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
  const { members } = await read('listWorkspaceMembers', { params: { workspace } });
  const values = readRefusal('add-member')?.values;
  return (
    <>
      <PageHeader title="Members">Who works in this workspace, and what they may do.</PageHeader>
      <Table
        caption="Members"
        columns={buildColumns(workspace)}
        rows={members}
        keyOf={({ id }) => id}
      />
      <Section
        title="Add a member"
        description="They need an account here first. Their id stands in their own menu at the top right."
      >
        <Card className="form-card">
          <ConsoleForm name="add-member" hidden={{ _workspace: workspace }}>
            <TextField
              id="member-id"
              name="id"
              label="Id"
              required
              className="gh-mono"
              defaultValue={values?.['id']}
            />
            <TextField
              id="member-email"
              name="email"
              type="email"
              label="Email address"
              required
              defaultValue={values?.['email']}
            />
            <SelectField
              id="member-role"
              name="role"
              label="Role"
              defaultValue={values?.['role'] ?? 'developer'}
            >
              {roles.map((role) => (
                <option key={role} value={role}>
                  {role}: {roleTexts[role]}
                </option>
              ))}
            </SelectField>
            <div className="gh-row">
              <Button type="submit" variant="primary">
                Add member
              </Button>
            </div>
          </ConsoleForm>
        </Card>
      </Section>
    </>
  );
}
