// Bodies: JSON of at most 64 KiB, read by the strict reader; every other type is refused before reading.

import { parseJson } from '@gatehouse/runtime';
import type { FastifyInstance } from 'fastify';
import { Refusal } from './refusal.ts';

export const maxBodyBytes = 65_536;

/** Replaces Fastify's own body parsers. */
export function installBodyReader(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>(
    ['application/json', 'application/json-patch+json'],
    { parseAs: 'buffer', bodyLimit: maxBodyBytes },
    (_request, body, done) => {
      if (body.length === 0) return done(null, undefined);
      const parsed = parseJson(body);
      if ('value' in parsed) return done(null, parsed.value);
      done(new Refusal('invalid_request', parsed.problem), undefined);
    },
  );
}
