// A plain round-robin load balancer: each connection goes to the next server, byte by byte.

import { connect, createServer, type Socket } from 'node:net';

process.once('message', (ports: readonly number[]) => {
  let taken = 0;
  const server = createServer({ noDelay: true }, (incoming) => {
    const port = ports[taken % ports.length] ?? 0;
    taken += 1;
    const outgoing = connect({ host: '127.0.0.1', port, noDelay: true });
    join(incoming, outgoing);
    join(outgoing, incoming);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') process.send?.(address.port);
  });
});
process.once('disconnect', () => process.exit());

function join(from: Socket, to: Socket): void {
  from.pipe(to);
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroy());
}
