import type { ManagementClient } from '@gatehouse/contracts';
import type { Flash } from './flash.ts';
import type { FormFields } from './form-fields.ts';

export interface FormRequest {
  readonly fields: FormFields;
  /** Speaks for the member who sent the form. */
  readonly api: ManagementClient;
  /** The invitation that this browser opened. */
  readonly invitation: string | undefined;
  /** The base URL of the management API, as programs reach it. */
  readonly managementUrl: string;
}

export interface FormOutcome {
  /** The page that comes next: a path of the console. */
  readonly to: string;
  readonly flash?: Flash;
  /** The invitation was answered: the browser forgets it. */
  readonly endsInvitation?: true;
}

/** Does what a form asks for. Throws FormError for what the person can mend, ManagementError where the API refuses. */
export type FormAction = (request: FormRequest) => Promise<FormOutcome>;
