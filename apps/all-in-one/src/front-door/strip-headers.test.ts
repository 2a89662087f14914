import type { IncomingHttpHeaders } from 'node:http';
import { expect, it } from 'vitest';
import { stripForwardingHeaders } from './strip-headers.ts';

it('attack 91: takes away every header that speaks about hosts, proxies or our own inside, and no other', () => {
  const kept: IncomingHttpHeaders = {
    host: 'localhost:4000',
    authorization: 'Bearer x',
    'content-type': 'application/json',
    'x-session-token': 'x',
  };
  const headers: IncomingHttpHeaders = {
    ...kept,
    forwarded: 'host=evil.example',
    'x-forwarded-for': '1.2.3.4',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-real-ip': '1.2.3.4',
    'x-original-url': '/admin',
    'x-rewrite-url': '/admin',
    'x-http-method-override': 'DELETE',
    'x-gatehouse-project': 'x',
    'gatehouse-internal': 'x',
  };
  stripForwardingHeaders({ headers });
  expect(headers).toEqual(kept);
});
