import type { OfferedInvitation } from '@gatehouse/contracts';
import { redirect } from 'next/navigation';
import { readConsoleRequest } from '../request/console-request.ts';
import { isRefusal } from './read.ts';

const unknown = 'It was revoked, or its link is incomplete. Ask for a new one.';

/** @returns what the opened invitation offers, or why it cannot be used, in a sentence. */
export async function readOffer(
  invitation: string,
): Promise<OfferedInvitation | { readonly refusal: string }> {
  try {
    return await readConsoleRequest().api.call('readInvitation', { body: { invitation } });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (error.status === 401) redirect('/sign-in?return_to=/join');
    if (error.status === 409) return { refusal: error.reason ?? unknown };
    return { refusal: unknown };
  }
}
