// A server of a customer that takes webhooks, as the documentation shows it: it verifies with the library of
// Standard Webhooks and answers 204, or 401 to whatever it cannot verify.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';

export interface ReceivedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What was answered; undefined where nothing was. */
  readonly status: number | undefined;
}

/** What it does instead of verifying: answers with a status, leads elsewhere, or says nothing. */
export type ReceiverMood = number | { readonly redirectTo: string } | 'silent' | undefined;

export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  secret = '';
  mood: ReceiverMood;
  readonly #server = createServer((request, response) => void this.#take(request, response));

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get url(): string {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('It does not listen.');
    return `http://127.0.0.1:${address.port}/webhooks`;
  }

  get paths(): readonly string[] {
    return this.#paths;
  }
  readonly #paths: string[] = [];

  /** Sends it something as anybody could. @returns the status of its answer. */
  async send(message: Pick<ReceivedWebhook, 'headers' | 'body'>): Promise<number> {
    const { headers, body } = message;
    const answer = await fetch(this.url, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    return answer.status;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#paths.push(request.url ?? '');
    let body = '';
    for await (const part of request) body += part;
    const headers = readWebhookHeaders(request);
    const status = this.#decide(headers, body);
    this.received.push({ headers, body, status });
    if (status === undefined) return;
    const location = typeof this.mood === 'object' ? { location: this.mood.redirectTo } : {};
    response.writeHead(status, location).end();
  }

  #decide(headers: ReceivedWebhook['headers'], body: string): number | undefined {
    if (this.mood === 'silent') return undefined;
    if (typeof this.mood === 'object') return 307;
    if (this.mood !== undefined) return this.mood;
    try {
      new Webhook(this.secret).verify(body, headers);
      return 204;
    } catch {
      return 401;
    }
  }
}

function readWebhookHeaders({ headers }: IncomingMessage): Record<string, string> {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'content-type'];
  return Object.fromEntries(names.flatMap((name) => [[name, String(headers[name] ?? '')]]));
}
