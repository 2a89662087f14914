import { LoadConnection } from './load-connection.ts';

/** Sends one complete HTTP/1.1 message. */
export function exchangeMessage(
  port: number,
  message: string,
): Promise<{ status: number; body: string }> {
  const { promise, resolve } = Promise.withResolvers<{ status: number; body: string }>();
  new LoadConnection(port, Buffer.from(message, 'latin1'), (answer) => {
    const text = answer.text();
    resolve({
      status: Number(text.split(' ')[1]),
      body: text.slice(text.indexOf('\r\n\r\n') + 4),
    });
    return undefined;
  });
  return promise;
}
