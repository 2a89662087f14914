import type { Project } from '@gatehouse/contracts';
import { buildProjectSettings } from '@gatehouse/protocol';
import { Button, Card, Checkbox } from '@gatehouse/ui';
import { ConsoleForm } from '../forms/console-form.tsx';

/** Whether clients register themselves; what they may ask for is a matter of the settings document. */
export function RegistrationForm({ project }: { readonly project: Project }) {
  const { registration } = buildProjectSettings(project);
  return (
    <Card className="form-card">
      <ConsoleForm name="edit-registration" hidden={{ _project: project.id }}>
        <Checkbox
          id="registration_enabled"
          name="registration_enabled"
          label="Let clients register themselves"
          hint={`Anybody can then add a client, up to ${registration.maxClients}. Its users are told that nobody has checked it, and are asked each time.`}
          defaultChecked={registration.isEnabled}
        />
        <div className="gh-row">
          <Button type="submit" variant="primary">
            Save client registration
          </Button>
        </div>
      </ConsoleForm>
    </Card>
  );
}
