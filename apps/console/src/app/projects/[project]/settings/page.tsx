import {
  Button,
  buttonClass,
  CopyableValue,
  Dialog,
  DialogClose,
  PageHeader,
  Section,
  TextField,
} from '@gatehouse/ui';
import type { Metadata } from 'next';
import { ConsoleForm, readRefusal } from '../../../../components/forms/console-form.tsx';
import { BrandingForm } from '../../../../components/settings/branding-form.tsx';
import { GeneralForm } from '../../../../components/settings/general-form.tsx';
import { RegistrationForm } from '../../../../components/settings/registration-form.tsx';
import { SignInForm } from '../../../../components/settings/sign-in-form.tsx';
import { readProject } from '../../../../read/read.ts';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage({
  params,
}: {
  readonly params: Promise<{ readonly project: string }>;
}) {
  const { project } = await params;
  const found = await readProject(project);
  const { name, slug, revision_id: revision } = found;
  return (
    <>
      <PageHeader title="Settings">
        What this project is, how its pages look, and its end. Every change is a revision.
      </PageHeader>
      <dl className="gh-facts facts-wide">
        <div>
          <dt>Slug</dt>
          <dd className="gh-mono">{slug}</dd>
        </div>
        <div>
          <dt>Revision of the settings</dt>
          <dd>
            <CopyableValue value={revision} label="revision" />
          </dd>
        </div>
      </dl>
      <Section title="General">
        <GeneralForm project={found} />
      </Section>
      <Section title="Branding" description="How the hosted sign-in pages look.">
        <BrandingForm project={found} />
      </Section>
      <Section title="Signing in" description="Who may sign up, and how long tokens live.">
        <SignInForm project={found} />
      </Section>
      <Section
        title="Client registration"
        description="Whether applications that nobody has looked at may become clients."
      >
        <RegistrationForm project={found} />
      </Section>
      <Section
        title="Delete the project"
        description="Its clients, people, keys and tokens go with it, at once and for ever. Its address is never given away again."
      >
        <div>
          <DeleteProject project={project} name={name} />
        </div>
      </Section>
    </>
  );
}

function DeleteProject({ project, name }: { readonly project: string; readonly name: string }) {
  return (
    <Dialog
      title={`Delete ${name}?`}
      defaultOpen={readRefusal('delete-project') !== undefined}
      trigger={
        <button type="button" className={buttonClass({ size: 'small' })}>
          Delete project
        </button>
      }
    >
      <ConsoleForm name="delete-project" hidden={{ _project: project }}>
        <p className="gh-muted">
          Nobody can sign in to it any more, and everything in it is gone. This cannot be undone.
        </p>
        <TextField
          id="name"
          name="name"
          label={`Type ${name} to go on`}
          autoComplete="off"
          required
        />
        <div className="gh-dialog-actions">
          <DialogClose>Cancel</DialogClose>
          <Button type="submit" variant="danger">
            Delete project
          </Button>
        </div>
      </ConsoleForm>
    </Dialog>
  );
}
