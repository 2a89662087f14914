// Records what the command sends and answers from a list. It shows the form of requests and nothing else:
// how a Gatehouse behaves is tested against a Gatehouse.

import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface CannedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface RecordingServer {
  readonly url: string;
  readonly requests: RecordedRequest[];
  /** Answers by method and path: `GET /api/projects`. Several answers are given one after the other. */
  readonly answers: Record<string, CannedAnswer | CannedAnswer[]>;
  stop(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

export async function startRecordingServer(): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const answers: RecordingServer['answers'] = {};
  const server = createServer(async (request, response) => {
    const { method = '', url: target = '', headers } = request;
    requests.push({ method, target, headers, body: await readBody(request) });
    const known = answers[`${method} ${target.split('?')[0]}`];
    const answer = Array.isArray(known) ? known.shift() : known;
    const { status = answer === undefined ? 404 : 200, headers: extra, body } = answer ?? {};
    response.writeHead(status, { 'content-type': 'application/json', ...extra });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    answers,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
