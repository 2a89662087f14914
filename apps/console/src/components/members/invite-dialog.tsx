import { roles } from '@gatehouse/protocol';
import { Button, buttonClass, Dialog, DialogClose, SelectField } from '@gatehouse/ui';
import { ConsoleForm, readRefusal } from '../forms/console-form.tsx';
import { roleTexts } from '../roles.ts';

/** Makes a link for somebody who is not named: whoever opens it and signs in may join. */
export function InviteDialog({ workspace }: { readonly workspace: string }) {
  const refusal = readRefusal('create-invitation');
  return (
    <Dialog
      title="Invite somebody"
      defaultOpen={refusal !== undefined}
      trigger={
        <button type="button" className={buttonClass({ variant: 'primary' })}>
          Invite somebody
        </button>
      }
    >
      <ConsoleForm name="create-invitation" hidden={{ _workspace: workspace }}>
        <p className="gh-muted">
          You get a link to send on. Whoever opens it first, signs in and agrees becomes a member.
        </p>
        <SelectField
          id="invitation-role"
          name="role"
          label="Role"
          defaultValue={refusal?.values['role'] ?? 'developer'}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {role}: {roleTexts[role]}
            </option>
          ))}
        </SelectField>
        <SelectField
          id="invitation-days"
          name="days"
          label="The link works for"
          defaultValue={refusal?.values['days'] ?? '7'}
        >
          <option value="1">1 day</option>
          <option value="7">7 days</option>
          <option value="30">30 days</option>
        </SelectField>
        <div className="gh-dialog-actions">
          <DialogClose>Cancel</DialogClose>
          <Button type="submit" variant="primary">
            Create link
          </Button>
        </div>
      </ConsoleForm>
    </Dialog>
  );
}
