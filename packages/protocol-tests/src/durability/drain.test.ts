// SIGTERM: requests that were begun are answered, new ones are not accepted, and the process ends by itself.

import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic } from '../drivers/credentials.ts';
import { closeIdleConnections } from '../drivers/http-exchange.ts';
import { ManagementApi } from '../drivers/management-api.ts';
import {
  createHome,
  findFreePort,
  type Product,
  removeHome,
  startProduct,
} from '../drivers/product.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { statusOf } from '../drivers/raw-connection.ts';

const body = 'grant_type=client_credentials';

describe('SIGTERM', { timeout: 120_000 }, () => {
  let home: string;
  let product: Product;
  let project: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    home = createHome();
    product = await startProduct({ home, port: await findFreePort() });
    project = await new ManagementApi(product.address).createProject();
    client = await project.createClient();
  });

  afterAll(async () => {
    await product.stop();
    removeHome(home);
  });

  /** A token request of which the server has the head and half of the body. */
  function beginRequest(): Promise<{ socket: Socket; answer: Promise<string> }> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      const socket = connect(product.port, '127.0.0.1', () => {
        socket.write(
          `POST ${project.basePath}/oauth2/token HTTP/1.1\r\nhost: localhost\r\n` +
            `authorization: ${basic(client.clientId, client.secret)}\r\n` +
            'content-type: application/x-www-form-urlencoded\r\n' +
            `content-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
          () => resolve({ socket, answer }),
        );
      });
      const answer = new Promise<string>((settle, fail) => {
        socket.on('data', (chunk) => chunks.push(chunk));
        socket.on('error', fail);
        socket.on('close', () => settle(Buffer.concat(chunks).toString('latin1')));
      });
      socket.once('error', reject);
    });
  }

  it('answers what was begun, refuses what comes after, and ends with 0', async () => {
    const begun = await Promise.all(Array.from({ length: 10 }, () => beginRequest()));
    // An answer to a later request on another connection shows that the server has read the heads.
    expect((await project.get('/.well-known/jwks.json')).status).toBe(200);
    closeIdleConnections();
    const stopped = product.stop();
    await refusesConnections(product.port);
    for (const { socket } of begun) socket.write(body.slice(5));
    for (const { socket, answer } of begun) {
      const text = await answer;
      socket.destroy();
      expect(statusOf(text), text).toBe(200);
      expect(text).toContain('access_token');
    }
    expect(await stopped).toBe(0);
  });

  it('starts again on what it left, and every token is still alive', async () => {
    product = await startProduct({ home, port: product.port });
    expect((await project.admin('/clients')).jsonList()).toHaveLength(1);
    expect(await project.isActive(await project.issueToken(client))).toBe(true);
  });
});

/** Resolves once nothing accepts connections at the port any more. */
async function refusesConnections(port: number): Promise<void> {
  for (;;) {
    const isRefused = await new Promise<boolean>((resolve) => {
      const probe = connect(port, '127.0.0.1', () => {
        probe.destroy();
        setTimeout(() => resolve(false), 20);
      });
      probe.once('error', () => resolve(true));
    });
    if (isRefused) return;
  }
}
