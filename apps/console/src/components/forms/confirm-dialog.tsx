import { Button, buttonClass, Dialog, DialogClose } from '@gatehouse/ui';
import type { ReactNode } from 'react';
import type { FormName } from '../../forms/form-table.ts';
import { ConsoleForm } from './console-form.tsx';

export interface ConfirmDialogProps {
  readonly form: FormName;
  readonly hidden: Readonly<Record<`_${string}`, string>>;
  /** On the button that opens it, and on the one that does it: "Delete client". */
  readonly action: string;
  readonly title: string;
  /** What happens then. */
  readonly children: ReactNode;
  readonly isDangerous?: boolean;
}

/** Asks once more before something that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { form, hidden, action, title, children, isDangerous = true } = props;
  return (
    <Dialog
      title={title}
      trigger={
        <button type="button" className={buttonClass({ variant: 'secondary', size: 'small' })}>
          {action}
        </button>
      }
    >
      <ConsoleForm name={form} hidden={hidden}>
        <div className="gh-stack gh-stack-small gh-muted">{children}</div>
        <div className="gh-dialog-actions">
          <DialogClose>Cancel</DialogClose>
          <Button type="submit" variant={isDangerous ? 'danger' : 'primary'}>
            {action}
          </Button>
        </div>
      </ConsoleForm>
    </Dialog>
  );
}
