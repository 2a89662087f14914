// The floor: bare node:http that parses the same form and answers the same bytes, and does nothing else. What
// it answers at which path comes from its parent.

import { createServer } from 'node:http';
import { parse } from 'node:querystring';

const answers = new Map<string, Buffer>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const form = parse(Buffer.concat(chunks).toString());
    const body = answers.get(request.url ?? '');
    const isExpected =
      request.method === 'GET' || form['grant_type'] !== undefined || form['token'] !== undefined;
    if (body === undefined || !isExpected) {
      response.writeHead(400, { 'content-length': 0 }).end();
      return;
    }
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'content-length': body.length,
    });
    response.end(body);
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.(address.port);
});
process.on('message', ({ path, body }: { path: string; body: string }) =>
  answers.set(path, Buffer.from(body)),
);
process.once('disconnect', () => process.exit());
