// Reads the project's public API as the browser that asks for the page: with its cookies and nothing else.

import { createInternalFetch } from '@gatehouse/runtime';

export interface ProjectApi {
  /**
   * @param path below the project's URL, such as `/sessions/whoami`
   * @returns the status and the parsed JSON, undefined where the answer is none.
   * @throws {ProjectApiUnreachable}
   */
  get(path: string, query?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Cookies that belong to what was read; the page passes them on. */
  readonly cookies: readonly string[];
}

/** Nothing answered, not in time, or not at all as agreed. */
export class ProjectApiUnreachable extends Error {
  override readonly name = 'ProjectApiUnreachable';
}

export interface ProjectApiOptions {
  readonly projectUrl: string;
  /** Where the project API answers without leaving the machine. */
  readonly internalOrigin: string;
  readonly cookie: string | undefined;
}

const timeoutMilliseconds = 10_000;

export function createProjectApi(options: ProjectApiOptions): ProjectApi {
  const { projectUrl, internalOrigin: origin, cookie } = options;
  const fetch = createInternalFetch({ origin, maxBytes: 1_000_000, timeoutMilliseconds });
  const headers = { accept: 'application/json', ...(cookie === undefined ? {} : { cookie }) };
  return {
    async get(path, query = {}) {
      const url = new URL(projectUrl + path);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      try {
        const response = await fetch(url, { headers });
        const body = parseJson(await response.text());
        return { status: response.status, body, cookies: response.headers.getSetCookie() };
      } catch (cause) {
        throw new ProjectApiUnreachable(`${url.pathname} does not answer.`, { cause });
      }
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
