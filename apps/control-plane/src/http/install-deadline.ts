// No request works for longer than its deadline: it is answered, and nothing of it is committed any more.

import { startDeadline } from '@gatehouse/database';
import type { FastifyInstance } from 'fastify';
import { storageUnavailable } from './describe-fault.ts';
import { sendRefusal } from './send-refusal.ts';

/** Begins when the body has been read; how long that may take is the server's own limit. */
export function installDeadline(instance: FastifyInstance, milliseconds: number): void {
  instance.addHook('preHandler', (request, reply, done) => {
    const deadline = startDeadline(milliseconds, () => {
      if (!reply.sent) void sendRefusal(reply, storageUnavailable(), request.id);
    });
    reply.raw.once('close', deadline.end);
    deadline.run(done);
  });
}
