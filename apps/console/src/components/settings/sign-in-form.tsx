import type { Project } from '@gatehouse/contracts';
import { buildProjectSettings, formatDuration, minPasswordLength } from '@gatehouse/protocol';
import { Button, Card, SelectField, TextField } from '@gatehouse/ui';
import { ConsoleForm, readRefusal } from '../forms/console-form.tsx';

/** Who may sign up, with which passwords, and how long tokens live. */
export function SignInForm({ project }: { readonly project: Project }) {
  const settings = buildProjectSettings(project);
  const values = readRefusal('edit-sign-in')?.values;
  return (
    <Card className="form-card">
      <ConsoleForm name="edit-sign-in" hidden={{ _project: project.id }}>
        <SelectField
          id="registration"
          name="registration"
          label="Who may create an account"
          defaultValue={values?.['registration'] ?? settings.identity.registration}
        >
          <option value="default">As this installation has it</option>
          <option value="open">Everybody</option>
          <option value="closed">Nobody by themselves</option>
        </SelectField>
        <TextField
          id="min_password_length"
          name="min_password_length"
          type="number"
          min={minPasswordLength}
          max={64}
          label="Shortest password"
          hint={`In characters, ${minPasswordLength} or more. Passwords that were leaked are refused anyway.`}
          required
          defaultValue={
            values?.['min_password_length'] ?? String(settings.identity.minPasswordLength)
          }
        />
        <TextField
          id="access_token"
          name="access_token"
          label="Access tokens live"
          hint="Such as 15m or 1h. Revoking ends them at once, however long they live."
          required
          className="gh-mono"
          defaultValue={values?.['access_token'] ?? shorten(settings.accessTokenLifetimeSeconds)}
        />
        <TextField
          id="refresh_token"
          name="refresh_token"
          label="Refresh tokens live"
          hint="Such as 720h. Each use begins anew."
          required
          className="gh-mono"
          defaultValue={values?.['refresh_token'] ?? shorten(settings.refreshTokenLifetimeSeconds)}
        />
        <div className="gh-row">
          <Button type="submit" variant="primary">
            Save sign-in settings
          </Button>
        </div>
      </ConsoleForm>
    </Card>
  );
}

/** `1h0m0s` as people write it: `1h`. */
function shorten(seconds: number): string {
  return formatDuration(seconds).replaceAll(/(?<=[hm])0[ms]/g, '');
}
