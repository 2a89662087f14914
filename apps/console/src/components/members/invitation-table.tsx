import type { WorkspaceInvitation } from '@gatehouse/contracts';
import { type Column, Table } from '@gatehouse/ui';
import { ConfirmDialog } from '../forms/confirm-dialog.tsx';
import { Moment } from '../moment.tsx';

export interface InvitationTableProps {
  readonly workspace: string;
  readonly invitations: readonly WorkspaceInvitation[];
}

export function InvitationTable({ workspace, invitations }: InvitationTableProps) {
  if (invitations.length === 0) return <p className="gh-muted">Nobody is invited at the moment.</p>;
  return (
    <Table
      caption="Invitations"
      columns={buildColumns(workspace)}
      rows={invitations}
      keyOf={({ id }) => id}
    />
  );
}

function buildColumns(workspace: string): readonly Column<WorkspaceInvitation>[] {
  return [
    { title: 'Role', cell: ({ role }) => role },
    { title: 'Invited by', cell: ({ created_by: { name } }) => name },
    { title: 'Made', cell: ({ created_at: at }) => <Moment at={at} /> },
    { title: 'Ends', cell: ({ expires_at: at }) => <Moment at={at} /> },
    {
      title: '',
      cell: ({ id, role }) => (
        <ConfirmDialog
          form="revoke-invitation"
          hidden={{ _workspace: workspace, _invitation: id }}
          action="Revoke"
          title={`Revoke the invitation as ${role}?`}
        >
          <p>Its link leads nowhere from then on.</p>
        </ConfirmDialog>
      ),
    },
  ];
}
