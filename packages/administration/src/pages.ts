// Pages of lists: what every list asks and refuses in the same way.

import { AdministrationError } from './administration-error.ts';

export const maxPageSize = 500;
const defaultPageSize = 250;

/** @returns the size of a page. Throws AdministrationError: invalid. */
export function checkPageSize(pageSize: number = defaultPageSize): number {
  if (Number.isSafeInteger(pageSize) && pageSize >= 1 && pageSize <= maxPageSize) return pageSize;
  throw new AdministrationError('invalid', 'The page size is not valid.', {
    reason: `page_size is a whole number from 1 to ${maxPageSize}.`,
    field: 'page_size',
  });
}

export function invalidPageToken(): AdministrationError {
  return new AdministrationError('invalid', 'The page token is not valid.', {
    reason: 'page_token does not belong to this list. Leave it out to begin anew.',
    field: 'page_token',
  });
}
