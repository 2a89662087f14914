// One browser opening one page: what the address says, and the project's API with that browser's cookies.

import type { GetServerSidePropsContext } from 'next';
import { type PageRequest, readPageRequest } from '../http/page-request.ts';
import { createProjectApi, type ProjectApi } from '../project-api/project-api.ts';

export interface Visit {
  readonly page: PageRequest;
  readonly api: ProjectApi;
  /** Path and query as Next was asked for them. */
  readonly target: string;
  readonly cookie: string | undefined;
  readonly acceptLanguage: string | undefined;
  /** @returns a parameter that stands once and is not empty. */
  readonly query: (name: string) => string | undefined;
}

export function openVisit({ req, query, resolvedUrl }: GetServerSidePropsContext): Visit {
  const page = readPageRequest(req);
  const { cookie, 'accept-language': acceptLanguage } = req.headers;
  return {
    page,
    api: createProjectApi({
      projectUrl: page.projectUrl,
      internalOrigin: page.internalOrigin,
      cookie,
    }),
    target: resolvedUrl,
    cookie,
    acceptLanguage,
    query: (name) => {
      const value = query[name];
      return typeof value === 'string' && value !== '' ? value : undefined;
    },
  };
}

/** @returns the value of a cookie, undefined where it is missing or stands twice. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}
