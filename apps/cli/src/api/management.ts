// The management API, through the typed client that its own contract gives. The client is loaded late:
// help and completion need none of it.

import type { ManagementClient, ManagementError } from '@gatehouse/contracts';
import type { Credential } from '../config/connection.ts';
import { CommandError } from '../terminal/command-error.ts';
import { explainRefusal } from './refusal.ts';
import { explainUnreachable } from './send.ts';
import { requireCredential, type Session } from './session.ts';

type Call<Answer> = (api: ManagementClient) => Promise<Answer>;

function hintsFor(error: ManagementError, credential: Credential, session: Session): string[] {
  const isMember = credential.kind === 'member_token';
  if (error.status === 401 && isMember) {
    return [`Your sign-in at ${session.connection.url} has ended. Sign in again: gatehouse auth`];
  }
  if (error.status === 401) {
    return [
      `The key in ${credential.source} is not valid at ${session.connection.url}. Is it that installation's key, and neither expired nor deleted?`,
    ];
  }
  if (error.status === 403) {
    return [
      isMember ? `You act by ${credential.source}.` : `The key in ${credential.source} was used.`,
    ];
  }
  return error.status >= 500 && error.requestId !== undefined
    ? [`The server's log has more under request ${error.requestId}.`]
    : [];
}

/** @param token the key to speak with. */
export async function openManagement(session: Session, token: string): Promise<ManagementClient> {
  const { createManagementClient } = await import('@gatehouse/contracts');
  return createManagementClient({ baseUrl: `${session.connection.url}/api`, token });
}

/** Calls an operation and lets its own errors through: for callers that expect a refusal. */
export async function tryManagement<Answer>(session: Session, call: Call<Answer>): Promise<Answer> {
  const credential = await requireCredential(session);
  return call(await openManagement(session, credential.value));
}

/**
 * Calls an operation of the management API.
 * @throws CommandError where it refuses or does not answer.
 */
export async function callManagement<Answer>(
  session: Session,
  call: Call<Answer>,
): Promise<Answer> {
  try {
    return await tryManagement(session, call);
  } catch (error) {
    throw await explainManagementFailure(error, session);
  }
}

/** @returns the explained failure, or the error itself where it is none of the client's. */
export async function explainManagementFailure(error: unknown, session: Session): Promise<unknown> {
  const { ManagementError, ManagementUnreachable } = await import('@gatehouse/contracts');
  if (error instanceof ManagementUnreachable) {
    const isAnswer = error.cause === undefined || error.cause instanceof SyntaxError;
    return isAnswer
      ? new CommandError(error.message)
      : explainUnreachable(error, session.connection.url);
  }
  if (!(error instanceof ManagementError)) return error;
  const credential = await requireCredential(session);
  return explainRefusal({
    status: error.status,
    body: { error: { message: error.message, reason: error.reason } },
    hints: hintsFor(error, credential, session),
  });
}

/** @returns whether the API refused with this HTTP status. */
export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof Error && 'status' in error && error.status === status;
}

/** @returns whether the API answered that no such thing exists, or none that the key reaches. */
export function isNotFound(error: unknown): boolean {
  return hasStatus(error, 404);
}
