import { Button, TextField } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { ConsoleForm, readRefusal } from '../../../components/forms/console-form.tsx';
import { FrontPage } from '../../../components/front-page.tsx';

export const metadata: Metadata = { title: 'Create workspace' };

export default function NewWorkspacePage() {
  return (
    <FrontPage title="Name your workspace">
      <p className="gh-muted">
        A workspace holds your projects and the people who work on them. Most teams need one.
      </p>
      <ConsoleForm name="create-workspace" hidden={{}}>
        <TextField
          id="name"
          name="name"
          label="Name"
          isLarge
          required
          maxLength={100}
          autoComplete="organization"
          defaultValue={readRefusal('create-workspace')?.values['name']}
        />
        <Button type="submit" variant="primary" size="large" isWide>
          Create workspace
        </Button>
      </ConsoleForm>
    </FrontPage>
  );
}
