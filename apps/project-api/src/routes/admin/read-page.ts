import type { ProjectRequest } from '../../http/project-request.ts';

export interface PageQuery {
  readonly query: URLSearchParams;
  /** As it was asked, not a number where it was none. */
  readonly pageSize: number | undefined;
  readonly pageToken: string | undefined;
}

/** Reads which page of a list is asked for. Throws a Refusal where a parameter comes twice. */
export function readPage(request: ProjectRequest): PageQuery {
  const query = request.readQuery();
  const pageSize = query.get('page_size') ?? '';
  return {
    query,
    pageSize: pageSize === '' ? undefined : Number(pageSize),
    pageToken: query.get('page_token') ?? undefined,
  };
}
