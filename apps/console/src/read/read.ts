// How pages read the management API: what is missing is the not-found page, an ended session signs in again.

import type { OperationId, RequestOf, ResponseOf } from '@gatehouse/contracts';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { readConsoleRequest } from '../request/console-request.ts';

/** What the API said no to, in a form that survives the way to the error page. */
export class RefusedRead extends Error {
  override readonly name = 'RefusedRead';
  /** Next shows it and nothing else of an error. */
  readonly digest: string;

  constructor(refusal: { status: number; message: string; requestId: string | undefined }) {
    super(refusal.message);
    this.digest = `refused:${refusal.status}:${refusal.requestId ?? ''}`;
  }
}

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly reason: string | undefined;
  readonly requestId: string | undefined;
}

// The client is of the server's bundle, so its class is another one here.
/** @returns whether the API answered, and said no. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'ManagementError' && 'status' in error;
}

/** Calls one operation for the member who asks. Does not return where the page ends instead. */
export async function read<Id extends OperationId>(
  operationId: Id,
  request: RequestOf<Id>,
): Promise<ResponseOf<Id>> {
  const { api, target } = readConsoleRequest();
  try {
    return await api.call(operationId, request);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (error.status === 404) notFound();
    if (error.status === 401) redirect(`/sign-in?return_to=${encodeURIComponent(target)}`);
    throw new RefusedRead(error);
  }
}

/** @returns undefined where the member may not read it; everything else as `read`. */
export async function readIfAllowed<Id extends OperationId>(
  operationId: Id,
  request: RequestOf<Id>,
): Promise<ResponseOf<Id> | undefined> {
  try {
    return await read(operationId, request);
  } catch (error) {
    if (error instanceof RefusedRead && error.digest.startsWith('refused:403:')) return undefined;
    throw error;
  }
}

// Layout and page ask for the same; one request answers both.
export const readProject = cache((project_id: string) =>
  read('getProject', { params: { project_id } }),
);
export const readWorkspaces = cache(async () => (await read('listWorkspaces', {})).workspaces);
export const readWorkspaceProjects = cache(
  async (workspace: string) =>
    (await read('listWorkspaceProjects', { params: { workspace } })).projects,
);
