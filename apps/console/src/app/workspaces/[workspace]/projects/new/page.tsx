import { environments } from '@gatehouse/protocol';
import { Button, Card, Checkbox, PageHeader, TextField } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { environmentNames } from '../../../../../components/environment-badge.tsx';
import { ConsoleForm, readRefusal } from '../../../../../components/forms/console-form.tsx';

export const metadata: Metadata = { title: 'Create project' };

const hints = {
  prod: 'For real people.',
  stage: 'For trying out what will be in production next.',
  dev: 'For your own machine.',
};

export default async function NewProjectPage({
  params,
}: {
  readonly params: Promise<{ readonly workspace: string }>;
}) {
  const { workspace } = await params;
  const values = readRefusal('create-project')?.values;
  const chosen = values?.['environment'] ?? 'dev';
  return (
    <>
      <PageHeader title="Create project">
        It gets an issuer, signing keys and hosted sign-in pages at once.
      </PageHeader>
      <Card className="form-card">
        <ConsoleForm name="create-project" hidden={{ _workspace: workspace }} className="gh-stack">
          <TextField
            id="name"
            name="name"
            label="Name"
            hint="People who sign in see it: the name of your product."
            required
            maxLength={100}
            defaultValue={values?.['name']}
          />
          <fieldset>
            <legend className="gh-label">Environment</legend>
            {environments.map((environment) => (
              <Checkbox
                key={environment}
                type="radio"
                id={`environment-${environment}`}
                name="environment"
                value={environment}
                label={environmentNames[environment]}
                hint={hints[environment]}
                defaultChecked={environment === chosen}
              />
            ))}
          </fieldset>
          <div className="gh-row">
            <Button type="submit" variant="primary">
              Create project
            </Button>
          </div>
        </ConsoleForm>
      </Card>
    </>
  );
}
