import { createServer } from 'node:net';
import { Failure } from './failure.mjs';

/** The port to serve on: `text` from the environment, 4000 where it is not set. */
export function parsePort(text) {
  if (text === undefined || text === '') return 4000;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) {
    throw new Failure(
      `PORT must be a number from 1 to 65535, and it is "${text}": choose another.`,
    );
  }
  return port;
}

/** Refuses a port that something else holds, before the long work and not after it. */
export function checkPortFree(port, host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(new Failure(explainPort(port, error))));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** @param {NodeJS.ErrnoException} error */
export function explainPort(port, error) {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is already taken: stop what listens there, or choose another port with PORT=${port === 65_535 ? 4000 : port + 1} npm start.`;
  }
  if (error.code === 'EACCES') {
    return `Port ${port} may not be opened by this user: choose a port above 1023, as in PORT=4000 npm start.`;
  }
  return `Port ${port} cannot be opened (${error.code ?? error.message}): choose another port with PORT=….`;
}
