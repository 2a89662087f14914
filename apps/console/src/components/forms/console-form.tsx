// A form of the console: its token, the page to come back to, and what was wrong the last time.

import { ErrorSummary } from '@gatehouse/ui';
import type { ReactNode } from 'react';
import type { Refusal } from '../../forms/flash.ts';
import type { FormName } from '../../forms/form-table.ts';
import { readConsoleRequest } from '../../request/console-request.ts';

export interface ConsoleFormProps {
  readonly name: FormName;
  /** Hidden fields; they begin with an underscore, so that they are never filled in again. */
  readonly hidden: Readonly<Record<`_${string}`, string>>;
  readonly className?: string;
  readonly children: ReactNode;
}

export function ConsoleForm({ name, hidden, className = 'gh-stack', children }: ConsoleFormProps) {
  const { csrfToken, target } = readConsoleRequest();
  const refusal = readRefusal(name);
  return (
    <form className={className} action={`/forms/${name}`} method="post">
      <input type="hidden" name="_csrf" value={csrfToken} />
      <input type="hidden" name="_from" value={target} />
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {refusal === undefined ? null : <FormRefusal refusal={refusal} />}
      {children}
    </form>
  );
}

/** What was wrong with this form the last time, and what was typed. */
export function readRefusal(name: FormName): Refusal | undefined {
  const { flash } = readConsoleRequest();
  return flash?.kind === 'refusal' && flash.form === name ? flash : undefined;
}

function FormRefusal({ refusal: { message, reason, requestId } }: { readonly refusal: Refusal }) {
  const details = [reason, requestId === undefined ? undefined : `Request ${requestId}`];
  return (
    <ErrorSummary
      title={message}
      errors={details.flatMap((text) => (text === undefined ? [] : [{ text }]))}
    />
  );
}
