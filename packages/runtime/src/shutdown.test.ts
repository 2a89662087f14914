import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import { createShutdown } from './shutdown.ts';

const logger = createLogger({ name: 'test', level: 'silent' });

describe('createShutdown', () => {
  it('closes in reverse order, each after the one before has closed', async () => {
    const order: string[] = [];
    const shutdown = createShutdown({ logger, deadlineSeconds: 5 });
    shutdown.add('database', () => void order.push('database'));
    shutdown.add('server', async () => {
      await Promise.resolve();
      order.push('server');
    });
    expect(await shutdown.begin('test')).toBe(true);
    expect(order).toEqual(['server', 'database']);
  });

  it('says that it has begun before the first part is closed', async () => {
    const shutdown = createShutdown({ logger, deadlineSeconds: 5 });
    shutdown.add('probe', () => expect(shutdown.hasBegun).toBe(true));
    expect(shutdown.hasBegun).toBe(false);
    expect(await shutdown.begin('test')).toBe(true);
  });

  it('closes the others though one fails, and says that it was not clean', async () => {
    const order: string[] = [];
    const shutdown = createShutdown({ logger, deadlineSeconds: 5 });
    shutdown.add('first', () => void order.push('first'));
    shutdown.add('broken', () => Promise.reject(new Error('broken')));
    expect(await shutdown.begin('test')).toBe(false);
    expect(order).toEqual(['first']);
  });

  it('gives up after the deadline', async () => {
    const shutdown = createShutdown({ logger, deadlineSeconds: 0.01 });
    shutdown.add('stuck', () => new Promise(() => {}));
    expect(await shutdown.begin('test')).toBe(false);
  });

  it('closes once though it is begun twice', async () => {
    let closed = 0;
    const shutdown = createShutdown({ logger, deadlineSeconds: 5 });
    shutdown.add('server', () => {
      closed += 1;
    });
    await Promise.all([shutdown.begin('SIGINT'), shutdown.begin('SIGTERM')]);
    expect(closed).toBe(1);
  });
});
