// API keys of a workspace and of a project: the same page.

import type { ProjectApiKey, WorkspaceApiKey } from '@gatehouse/contracts';
import {
  Button,
  buttonClass,
  type Column,
  Dialog,
  DialogClose,
  EmptyState,
  PageHeader,
  SelectField,
  Table,
  TextField,
} from '@gatehouse/ui';
import { ConfirmDialog } from './forms/confirm-dialog.tsx';
import { ConsoleForm, readRefusal } from './forms/console-form.tsx';
import { Moment } from './moment.tsx';

export type ApiKey = ProjectApiKey | WorkspaceApiKey;

export interface KeysPageProps {
  readonly owner: Readonly<Record<`_${string}`, string>>;
  readonly description: string;
  readonly command: string;
  readonly keys: readonly ApiKey[];
}

export function KeysPage({ owner, description, command, keys }: KeysPageProps) {
  const create = <CreateKeyDialog owner={owner} />;
  return (
    <>
      <PageHeader title="API keys" action={keys.length === 0 ? undefined : create}>
        {description}
      </PageHeader>
      {keys.length === 0 ? (
        <EmptyState title="No keys yet" action={create} command={command}>
          A key lets a program act without a person. Its value is shown once.
        </EmptyState>
      ) : (
        <Table
          caption="API keys"
          columns={buildColumns(owner)}
          rows={keys}
          keyOf={({ id }) => id}
        />
      )}
    </>
  );
}

function buildColumns(owner: KeysPageProps['owner']): readonly Column<ApiKey>[] {
  return [
    { title: 'Name', cell: ({ name }) => name },
    { title: 'Ends in', cell: ({ last_characters: end }) => <code>…{end}</code> },
    {
      title: 'May',
      cell: ({ scopes }) => (
        <details className="scopes">
          <summary>{scopes.length === 1 ? scopes[0] : `${scopes.length} things`}</summary>
          <ul>
            {scopes.map((scope) => (
              <li key={scope}>
                <code>{scope}</code>
              </li>
            ))}
          </ul>
        </details>
      ),
    },
    {
      title: 'Expires',
      cell: ({ expires_at: at }) => (at === null ? 'Never' : <Moment at={at} />),
    },
    { title: 'Created', cell: ({ created_at: at }) => <Moment at={at} /> },
    {
      title: '',
      cell: ({ id, name }) => (
        <ConfirmDialog
          form="delete-key"
          hidden={{ ...owner, _key: id }}
          action="Delete"
          title={`Delete ${name}?`}
        >
          <p>Programs that use it are refused from then on. This cannot be undone.</p>
        </ConfirmDialog>
      ),
    },
  ];
}

function CreateKeyDialog({ owner }: { readonly owner: KeysPageProps['owner'] }) {
  const refusal = readRefusal('create-key');
  return (
    <Dialog
      title="Create API key"
      defaultOpen={refusal !== undefined}
      trigger={
        <button type="button" className={buttonClass({ variant: 'primary' })}>
          Create API key
        </button>
      }
    >
      <ConsoleForm name="create-key" hidden={owner}>
        <TextField
          id="key-name"
          name="name"
          label="Name"
          hint="Who will use it: deploy, backup, a person."
          required
          maxLength={100}
          defaultValue={refusal?.values['name']}
        />
        <SelectField id="key-days" name="days" label="Expires" defaultValue="90">
          <option value="7">In 7 days</option>
          <option value="30">In 30 days</option>
          <option value="90">In 90 days</option>
          <option value="365">In a year</option>
          <option value="0">Never</option>
        </SelectField>
        <div className="gh-dialog-actions">
          <DialogClose>Cancel</DialogClose>
          <Button type="submit" variant="primary">
            Create API key
          </Button>
        </div>
      </ConsoleForm>
    </Dialog>
  );
}
