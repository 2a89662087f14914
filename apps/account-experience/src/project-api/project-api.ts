// Reads the project's public API as the browser that asks for the page: with its cookies and nothing else.

import { request as requestHttp } from 'node:http';

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
  readonly internalProjectUrl: string;
  /** The host of the project's public URL: it names the project where each has a host of its own. */
  readonly host: string;
  readonly cookie: string | undefined;
}

const timeoutMilliseconds = 10_000;
const maxBodyLength = 1_000_000;

export function createProjectApi(options: ProjectApiOptions): ProjectApi {
  return {
    get(path, query = {}) {
      const url = new URL(options.internalProjectUrl + path);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return read(url, {
        host: options.host,
        accept: 'application/json',
        ...(options.cookie === undefined ? {} : { cookie: options.cookie }),
      });
    },
  };
}

// Not `fetch`, which sends the host of the URL and no other.
function read(url: URL, headers: Record<string, string>): Promise<ApiAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ApiAnswer>();
  const refuse = (cause: unknown) =>
    reject(new ProjectApiUnreachable(`${url.pathname} does not answer.`, { cause }));
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  requestHttp(url, { headers, signal }, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (part: string) => {
      text += part;
      if (text.length > maxBodyLength) response.destroy(new Error('The answer is too long.'));
    });
    response.on('error', refuse);
    response.on('end', () => {
      const cookies = response.headers['set-cookie'] ?? [];
      resolve({ status: response.statusCode ?? 0, body: parseJson(text), cookies });
    });
  })
    .on('error', refuse)
    .end();
  return promise;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
