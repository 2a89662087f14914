import type { Project } from '@gatehouse/contracts';
import { environments } from '@gatehouse/protocol';
import { Button, Card, SelectField, TextField } from '@gatehouse/ui';
import { environmentNames } from '../environment-badge.tsx';
import { ConsoleForm, readRefusal } from '../forms/console-form.tsx';

/** What the project is called, and what it is for. */
export function GeneralForm({ project: { id, name, environment } }: { readonly project: Project }) {
  const values = readRefusal('edit-project')?.values;
  return (
    <Card className="form-card">
      <ConsoleForm name="edit-project" hidden={{ _project: id }}>
        <TextField
          id="project-name"
          name="name"
          label="Name"
          hint="People who sign in see it."
          required
          maxLength={100}
          defaultValue={values?.['name'] ?? name}
        />
        <SelectField
          id="project-environment"
          name="environment"
          label="Environment"
          defaultValue={values?.['environment'] ?? environment}
        >
          {environments.map((known) => (
            <option key={known} value={known}>
              {environmentNames[known]}
            </option>
          ))}
        </SelectField>
        <div className="gh-row">
          <Button type="submit" variant="primary">
            Save project
          </Button>
        </div>
      </ConsoleForm>
    </Card>
  );
}
