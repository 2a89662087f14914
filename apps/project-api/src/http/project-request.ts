import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHead } from '@gatehouse/runtime';
import type { FormParameters, ProjectRuntime } from '@gatehouse/token-engine';
import { parseForm } from './parse-form.ts';
import { readForm, readJson } from './read-body.ts';
import { malformedRequest, refuseUnread } from './refusal.ts';

type ServedRequest = Pick<ProjectRequest, 'project' | 'requestId' | 'remoteAddress'>;

/** A request as it came in; Fastify's is one. */
export interface IncomingRequest {
  readonly raw: RequestHead;
  readonly method: string;
  /** The target below the project's URL, with its query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Decoded variables of the route's path. */
  readonly params: unknown;
  /** Its bytes; undefined where there is none. */
  readonly body: unknown;
}

/** A request that has found its project. */
export class ProjectRequest {
  readonly project: ProjectRuntime;
  /** Matches the answer, the log and the audit log. */
  readonly requestId: string;
  /** The address that the request comes from; headers count only where a trusted proxy wrote them. */
  readonly remoteAddress: string | undefined;
  readonly #raw: IncomingRequest;

  constructor(raw: IncomingRequest, served: ServedRequest) {
    this.#raw = raw;
    this.project = served.project;
    this.requestId = served.requestId;
    this.remoteAddress = served.remoteAddress;
  }

  /** The Authorization header as received. */
  get authorization(): string | undefined {
    return this.#raw.headers.authorization;
  }

  get ifNoneMatch(): string | undefined {
    return this.#raw.headers['if-none-match'];
  }

  get method(): string {
    return this.#raw.method;
  }

  /** The request target below the project's URL, with its query. */
  get target(): string {
    return this.#raw.url;
  }

  /** @param name in lower case. @returns the header; what came more than once is joined as Node does it. */
  header(name: string): string | undefined {
    const value = this.#raw.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** @returns a decoded variable of the route's path. */
  pathParameter(name: string): string {
    const parameters = this.#raw.params as Readonly<Record<string, string>>;
    return parameters[name] ?? '';
  }

  /** The query; throws 400 where a parameter comes twice. */
  readQuery(): URLSearchParams {
    const mark = this.#raw.url.indexOf('?');
    const query = new URLSearchParams(mark === -1 ? '' : this.#raw.url.slice(mark + 1));
    for (const name of query.keys()) {
      if (query.getAll(name).length > 1) {
        throw malformedRequest('A query parameter is included more than once.');
      }
    }
    return query;
  }

  /** The query as a form, with what came twice still visible; undefined where it is malformed. */
  readQueryForm(): FormParameters | undefined {
    const mark = this.#raw.url.indexOf('?');
    return parseForm(
      mark === -1 ? undefined : Buffer.from(this.#raw.url.slice(mark + 1), 'latin1'),
    );
  }

  /** The form in the body, of which names may repeat: the boxes that somebody ticked. */
  readRepeatedForm(): URLSearchParams {
    readForm(this.#raw.body, this.#raw.headers);
    return new URLSearchParams(
      Buffer.isBuffer(this.#raw.body) ? this.#raw.body.toString('utf8') : '',
    );
  }

  /**
   * The form in the body. Throws 415 for another media type and 400 for a malformed one, or for a query:
   * credentials and tokens never stand in a URL (RFC 6749 section 2.3.1, RFC 9700 section 4.3).
   */
  readForm(): FormParameters {
    if (this.#raw.url.includes('?')) throw refuseUnread('parameters_in_query');
    return readForm(this.#raw.body, this.#raw.headers);
  }

  /** The form in the body of a request whose query names what the form belongs to. */
  readFormBody(): FormParameters {
    return readForm(this.#raw.body, this.#raw.headers);
  }

  /** The JSON in the body. Throws 415 for another media type and 400 for what is no unambiguous JSON. */
  readJson(): unknown {
    return readJson(this.#raw.body, this.#raw.headers);
  }
}
