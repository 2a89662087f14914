// Pages of rows: one row more than asked for tells whether there is another page, and the cursor is
// sealed for this list of this tenant.

import { defaultPageSize } from '@gatehouse/contracts';
import { type CursorList, type Keyring, openCursor, sealCursor } from '@gatehouse/keys';
import { Refusal } from './refusal.ts';

export interface PageQuery {
  readonly page_size?: number | undefined;
  readonly page_token?: string | undefined;
}

export interface PageReader {
  readonly size: number;
  /** What to read from the storage: the page and one row more. */
  readonly limit: number;
  /** The position of the page before, or undefined on the first page. */
  readonly position: readonly string[] | undefined;
  /** Cuts the rows to the page. @returns the page and the token of the next, empty on the last. */
  close<Row>(
    rows: readonly Row[],
    positionOf: (row: Row) => readonly string[],
  ): { readonly rows: readonly Row[]; readonly hasNext: boolean; readonly nextToken: string };
}

/** @throws {Refusal} `invalid_request` for a token that was not made for this list. */
export function readPage(keyring: Keyring, list: CursorList, query: PageQuery): PageReader {
  const size = query.page_size ?? defaultPageSize;
  const token = query.page_token ?? '';
  const position = token === '' ? undefined : openCursor(keyring, list, token);
  if (token !== '' && position === undefined) {
    throw new Refusal('invalid_request', 'query.page_token: was not made for this list.');
  }
  return {
    size,
    limit: size + 1,
    position,
    close(rows, positionOf) {
      const page = rows.slice(0, size);
      const last = page.at(-1);
      const hasNext = rows.length > size && last !== undefined;
      const nextToken = hasNext ? sealCursor(keyring, list, positionOf(last)) : '';
      return { rows: page, hasNext, nextToken };
    },
  };
}
