// Hears what other processes changed, over a connection of its own: LISTEN needs a session, which a
// PgBouncer in transaction mode does not give.

import { type ProjectId, parseProjectId } from '@gatehouse/protocol';
import { Client } from 'pg';

export interface NotificationListenerOptions {
  readonly url: string;
  onChange(projectId: ProjectId): void;
  /** Listening began, or began again: what happened before was not heard. */
  onListening(): void;
}

export interface NotificationListener {
  readonly isListening: boolean;
  /** Asks for a sign of life; a connection that gives none is replaced. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

const channel = 'gatehouse_runtime';
const timeoutMilliseconds = 5_000;
const retryMilliseconds = { first: 100, longest: 5_000 };

/** Connects in the background and reconnects for ever. */
export function openNotificationListener(
  options: NotificationListenerOptions,
): NotificationListener {
  let client: Client | undefined;
  let retryTimer: NodeJS.Timeout | undefined;
  let retryDelay = retryMilliseconds.first;
  let isListening = false;
  let isClosed = false;

  async function connect(): Promise<void> {
    const fresh = new Client({
      connectionString: options.url,
      connectionTimeoutMillis: timeoutMilliseconds,
      query_timeout: timeoutMilliseconds,
      keepAlive: true,
    });
    client = fresh;
    fresh.on('error', () => replace(fresh));
    fresh.on('end', () => replace(fresh));
    fresh.on('notification', ({ payload }) => {
      const projectId = parseProjectId(payload ?? '');
      if (projectId !== undefined) options.onChange(projectId);
    });
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${channel}`);
    } catch {
      replace(fresh);
      return;
    }
    if (client !== fresh) return;
    isListening = true;
    retryDelay = retryMilliseconds.first;
    options.onListening();
  }

  function replace(broken: Client): void {
    if (client !== broken) return;
    client = undefined;
    isListening = false;
    broken.end().catch(() => {});
    if (isClosed) return;
    retryTimer = setTimeout(() => void connect(), retryDelay);
    retryTimer.unref();
    retryDelay = Math.min(retryDelay * 2, retryMilliseconds.longest);
  }

  void connect();
  return {
    get isListening() {
      return isListening;
    },
    async probe() {
      const probed = client;
      if (!isListening || probed === undefined) return;
      await probed.query('SELECT').catch(() => replace(probed));
    },
    async close() {
      isClosed = true;
      clearTimeout(retryTimer);
      await client?.end();
    },
  };
}
