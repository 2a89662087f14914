import { asStoreError, sqlStateOf } from '../storage-faults.ts';
import { TenantGone } from './tenant-gone.ts';

/** @returns what a fenced transaction throws: StoreUnavailable for a storage fault, TenantGone, or the error as it is. */
export function asFenceError(error: unknown): unknown {
  if (!isTenantMissing(error)) return asStoreError(error);
  return new TenantGone('The project or workspace was removed meanwhile.', { cause: error });
}

/** A row whose foreign key to the project's or the workspace's own row leads nowhere any more. */
function isTenantMissing(error: unknown): boolean {
  return (
    sqlStateOf(error) === '23503' &&
    error instanceof Error &&
    /_(?:project|workspace)_id_fkey\b/.test(error.message)
  );
}
