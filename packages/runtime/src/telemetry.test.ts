import { request as sendRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type HttpServer, listenHttp } from './http-server.ts';
import { createLogger } from './logger.ts';
import { noteRequest } from './requests/request-facts.ts';
import { openTelemetry, type Telemetry, telemetryVariables } from './telemetry.ts';

const schema = z.object(telemetryVariables);
const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(environment: Readonly<Record<string, string>>): Promise<{
  telemetry: Telemetry;
  lines: string[];
  scrape: () => Promise<string>;
}> {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ name: 'test', destination });
  const telemetry = await openTelemetry({
    name: 'test',
    environment: { ...schema.parse(environment), LOG_LEVEL: 'info' },
    logger,
    requestLogger: logger,
    shutdown: { add: (_name, close) => void closing.push(close) },
  });
  const port = () => JSON.parse(lines.find((line) => line.includes('serving metrics')) ?? '').port;
  return {
    telemetry,
    lines,
    scrape: async () => (await fetch(`http://127.0.0.1:${port()}/metrics`)).text(),
  };
}

async function serve(telemetry: Telemetry): Promise<Pick<HttpServer, 'port' | 'close'>> {
  const handler = telemetry.observe((request, response) => {
    if (request.url === '/known') noteRequest(request, { route: '/known' });
    response.writeHead(request.url === '/known' ? 200 : 404).end();
  });
  const server = await listenHttp({ host: '127.0.0.1', port: 0, handler });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= server.close();
    return closed;
  };
  closing.push(close);
  return { port: server.port, close };
}

describe('the metrics endpoint', () => {
  it('serves what was counted and what other parts tell, as Prometheus reads it', async () => {
    const { telemetry, scrape } = await open({ GATEHOUSE_METRICS_PORT: '0' });
    telemetry.addMetrics(() => [
      {
        kind: 'counter',
        name: 'gatehouse_things_total',
        help: 'Things.',
        points: [{ labels: { outcome: 'succeeded' }, value: 3 }],
      },
    ]);
    const server = await serve(telemetry);
    await (await fetch(`http://127.0.0.1:${server.port}/known`)).text();
    const text = await scrape();
    expect(text).toContain('# TYPE gatehouse_things_total counter');
    expect(text).toContain('gatehouse_things_total{outcome="succeeded"} 3');
    expect(text).toContain('# TYPE gatehouse_http_request_duration_seconds histogram');
    const labels = 'method="GET",route="/known",status_class="2xx"';
    expect(text).toContain(`gatehouse_http_request_duration_seconds_count{${labels}} 1`);
    expect(text).toMatch(/gatehouse_event_loop_delay_seconds\{quantile="0.99"\} [\d.e-]+/);
  });

  it('answers without a source that fails, and counts it', async () => {
    const { telemetry, scrape } = await open({ GATEHOUSE_METRICS_PORT: '0' });
    telemetry.addMetrics(() => Promise.reject(new Error('away')));
    expect(await scrape()).toContain('gatehouse_metric_sources_failed 1');
  });

  it('does not grow with what is sent: a thousand odd paths and methods add a few series', async () => {
    const { telemetry, scrape } = await open({ GATEHOUSE_METRICS_PORT: '0' });
    const server = await serve(telemetry);
    const send = (path: string, method: string) =>
      new Promise<void>((resolve, reject) => {
        sendRequest({ host: '127.0.0.1', port: server.port, path, method }, (response) => {
          response.resume().once('end', resolve);
        })
          .on('error', reject)
          .end();
      });
    const methods = ['GET', 'POST', 'PROPFIND', 'MKCOL', 'PURGE', 'M-SEARCH', 'SUBSCRIBE', 'TRACE'];
    for (let round = 0; round < 125; round += 1) {
      const paths = methods.map((_, index) => `/odd-${round}-${index}?x=${round}%22%0A`);
      await Promise.all(methods.map((method, index) => send(paths[index] ?? '/', method)));
    }
    const text = await scrape();
    const counts = text.match(/^gatehouse_http_request_duration_seconds_count.*$/gm) ?? [];
    expect(counts).toEqual([
      expect.stringMatching(/\{method="\w+",route="unmatched",status_class="4xx"\} \d+$/),
      expect.stringContaining('route="unmatched"'),
      expect.stringContaining('route="unmatched"'),
    ]);
    expect(text).not.toContain('odd-');
    expect(text).not.toContain('PROPFIND');
  });

  it('is on no public port, and is not there where nobody asked for it', async () => {
    const { telemetry, lines } = await open({});
    const server = await serve(telemetry);
    expect((await fetch(`http://127.0.0.1:${server.port}/metrics`)).status).toBe(404);
    expect(lines.join('')).not.toContain('serving metrics');
  });
});

describe('request lines', () => {
  it('one for each request, and none for what asks after our health', async () => {
    const { telemetry, lines } = await open({});
    const server = await serve(telemetry);
    for (const path of ['/known', '/health/ready', '/health/alive']) {
      await (await fetch(`http://127.0.0.1:${server.port}${path}`)).text();
    }
    await server.close();
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ msg: 'request', method: 'GET', route: '/known', status: 200 }),
    ]);
  });

  it('hold nothing that the sender wrote', async () => {
    const { telemetry, lines } = await open({});
    const server = await serve(telemetry);
    const socket = connect({ port: server.port, host: '127.0.0.1', localAddress: '127.0.0.77' });
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.end(
      'POST /c4n4ry?code=c4n4ry HTTP/1.1\r\nhost: c4n4ry\r\nuser-agent: c4n4ry\r\ncookie: a=c4n4ry\r\nconnection: close\r\n\r\n',
    );
    socket.resume();
    await ended;
    await server.close();
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('c4n4ry');
    expect(lines[0]).not.toContain('127.0.0.77');
  });
});
