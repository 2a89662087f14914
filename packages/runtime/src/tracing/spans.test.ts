import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HttpServer, listenHttp } from '../http-server.ts';
import { createInternalFetch } from '../internal-fetch.ts';
import { noteRequest } from '../requests/request-facts.ts';
import { openTracing } from './open-tracing.ts';
import {
  currentTraceparent,
  installTracing,
  type Tracing,
  traceJob,
  traceRequests,
} from './tracing.ts';

const foreign = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
let exporter: InMemorySpanExporter;
let tracing: Tracing;
let server: HttpServer | undefined;

/** What its requests carried, as the handler saw them. */
let headers: NodeJS.Dict<string | string[]>[];

async function start(trustsTraceparent = false): Promise<string> {
  exporter = new InMemorySpanExporter();
  tracing = openTracing({ name: 'test', ratio: 1, trustsTraceparent, exporter });
  installTracing(tracing);
  const handler = traceRequests(async (request, response) => {
    headers.push({ ...request.headers });
    if (request.url === '/outer') {
      await createInternalFetch({ origin: `http://127.0.0.1:${server?.port}` })('http://x/inner');
    }
    noteRequest(request, { route: request.url, projectId: 'a-project' });
    response.end();
  });
  server = await listenHttp({ host: '127.0.0.1', port: 0, handler });
  return `http://127.0.0.1:${server.port}`;
}

beforeEach(() => {
  headers = [];
});

/** Ends everything. @returns the spans by their names. */
async function finish(): Promise<ReadonlyMap<string, ReadableSpan>> {
  await server?.close();
  server = undefined;
  const spans: ReadableSpan[] = [];
  const keep = exporter.shutdown.bind(exporter);
  exporter.shutdown = () => {
    spans.push(...exporter.getFinishedSpans());
    return keep();
  };
  await tracing.close();
  installTracing(undefined);
  return new Map(spans.map((span) => [span.name, span]));
}

afterEach(async () => {
  installTracing(undefined);
  await server?.close();
});

describe('a span of a request', () => {
  it('refers to what a stranger says of traces, and hangs under nothing', async () => {
    const url = await start();
    await fetch(`${url}/here?code=c4n4ry`, {
      headers: { traceparent: foreign, tracestate: 'a=b' },
    });
    const span = (await finish()).get('GET /here?code=c4n4ry');
    expect(span?.parentSpanContext).toBeUndefined();
    expect(span?.spanContext().traceId).not.toBe('a'.repeat(32));
    expect(span?.links.map(({ context }) => context.traceId)).toEqual(['a'.repeat(32)]);
    expect(headers[0]).not.toHaveProperty('traceparent');
    expect(headers[0]).not.toHaveProperty('tracestate');
  });

  it('hangs under what a proxy says that the operator trusts', async () => {
    const url = await start(true);
    await fetch(`${url}/here`, { headers: { traceparent: foreign } });
    const span = (await finish()).get('GET /here');
    expect(span?.spanContext().traceId).toBe('a'.repeat(32));
    expect(span?.parentSpanContext?.spanId).toBe('b'.repeat(16));
  });

  it('is the parent of the request that it sends to a server of ours', async () => {
    const url = await start();
    await fetch(`${url}/outer`);
    const spans = await finish();
    const [outer, call, inner] = ['GET /outer', 'GET', 'GET /inner'].map((name) => spans.get(name));
    expect(call?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId);
    expect(inner?.parentSpanContext?.spanId).toBe(call?.spanContext().spanId);
    expect(inner?.spanContext().traceId).toBe(outer?.spanContext().traceId);
    expect(inner?.attributes).toEqual({
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'http.route': '/inner',
      'gatehouse.project.id': 'a-project',
    });
    expect(headers.flatMap(Object.keys)).not.toContain('gatehouse-trace-proof');
  });

  it.each(['', 'x', foreign.slice(0, -1), foreign.replace('a', 'A'), `ff${foreign.slice(2)}`])(
    'ignores the header %j',
    async (traceparent) => {
      const url = await start(true);
      await fetch(`${url}/here`, { headers: { traceparent } });
      const span = (await finish()).get('GET /here');
      expect(span?.parentSpanContext).toBeUndefined();
      expect(span?.links).toEqual([]);
    },
  );
});

describe('a span of a job', () => {
  it('refers to the request that asked for it', async () => {
    await start();
    let asked: string | undefined;
    await traceJob({ kind: 'first', traceparent: foreign }, async () => {
      asked = currentTraceparent();
    });
    await traceJob({ kind: 'second', traceparent: asked }, async () => {});
    const spans = await finish();
    expect(spans.get('job first')?.links[0]?.context.spanId).toBe('b'.repeat(16));
    const { traceId, spanId } = spans.get('job first')?.spanContext() ?? {};
    expect(spans.get('job second')?.links[0]?.context).toMatchObject({ traceId, spanId });
  });

  it('is nothing but the job while traces are off', async () => {
    expect(await traceJob({ kind: 'plain', traceparent: foreign }, async () => 'done')).toBe(
      'done',
    );
    expect(currentTraceparent()).toBeUndefined();
  });
});
