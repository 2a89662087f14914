// A posted form, from its bytes to the redirect that answers it.

import type { ServerResponse } from 'node:http';
import { ManagementError, ManagementUnreachable } from '@gatehouse/contracts';
import { readReturnTo } from '../sign-in/return-to.ts';
import type { Flash } from './flash.ts';
import type { FormOutcome, FormRequest } from './form-action.ts';
import { FormError } from './form-error.ts';
import { findFormAction } from './form-table.ts';

export interface FormPost extends FormRequest {
  readonly name: string;
}

/** @returns where to go and what to show there; undefined where there is no such form. */
export async function serveForm({ name, ...request }: FormPost): Promise<FormOutcome | undefined> {
  const action = findFormAction(name);
  if (action === undefined) return undefined;
  return action(request).catch((error: unknown) => {
    const refusal = describeRefusal(error);
    if (refusal === undefined) throw error;
    const flash: Flash = {
      kind: 'refusal',
      form: name,
      values: request.fields.values(),
      ...refusal,
    };
    return { to: readReturnTo(request.fields.text('_from')), flash };
  });
}

function describeRefusal(error: unknown) {
  if (error instanceof FormError) return { message: error.message };
  if (error instanceof ManagementUnreachable) {
    return {
      message: 'The management API does not answer. Nothing was changed: try again in a moment.',
    };
  }
  if (!(error instanceof ManagementError)) return undefined;
  const { message, reason, requestId } = error;
  return {
    message,
    ...(reason === undefined ? {} : { reason }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** Answers without a page: what no form of ours can cause. */
export function refuseForm(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
