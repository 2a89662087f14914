import { Button } from '@gatehouse/ui';
import { ConsoleForm } from '../forms/console-form.tsx';

export interface RedeliverFormProps {
  readonly project: string;
  readonly webhook: string;
  readonly delivery: string;
}

export function RedeliverForm({ project, webhook, delivery }: RedeliverFormProps) {
  const hidden = { _project: project, _webhook: webhook, _delivery: delivery };
  return (
    <ConsoleForm name="redeliver-webhook" hidden={hidden} className="">
      <Button type="submit" size="small">
        Send again
      </Button>
    </ConsoleForm>
  );
}
