// Paging: `page_size` and an opaque, sealed `page_token`; an empty token means the first page.

import * as z from 'zod';

export const defaultPageSize = 100;
export const maxPageSize = 500;

export const pageQuery = {
  page_size: z.int().min(1).max(maxPageSize).optional(),
  page_token: z.string().max(2048).optional(),
};

/** What a page says about the next one; the token is empty on the last. */
export const nextPage = {
  has_next_page: z.boolean(),
  next_page_token: z.string(),
};
