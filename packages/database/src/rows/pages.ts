// The pages of a list.

/** A page of rows in creation order. `after` is the last row of the page before (its own key columns). */
export interface PageRequest<Cursor> {
  readonly limit: number;
  readonly after: Cursor | undefined;
}

/** A page in the order of creation, or against it. */
export interface OrderedPageRequest<Cursor> extends PageRequest<Cursor> {
  readonly newestFirst?: boolean;
}
