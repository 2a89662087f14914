// The servers beside PostgreSQL: a mail server and Redis, each of them optional.

import { z } from 'zod';
import { EnvironmentError } from './environment.ts';

function serverUrl(schemes: readonly string[], example: string) {
  return z.string().refine((value) => {
    if (!URL.canParse(value)) return false;
    const { protocol, hostname } = new URL(value);
    return schemes.includes(protocol) && hostname !== '';
  }, `it must be a URL like ${example}`);
}

export const redisVariables = {
  /** Queues, shared limits and invalidation; without it they are this process's own. */
  REDIS_URL: serverUrl(['redis:', 'rediss:'], 'redis://localhost:6379').optional(),
};

export const mailVariables = {
  GATEHOUSE_SMTP_URL: serverUrl(
    ['smtp:', 'smtps:'],
    'smtps://user:password@mail.example.com',
  ).optional(),
  GATEHOUSE_MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\p{C}]{0,100}<[^\s@<>,;]+@[^\s@<>,;]+>|[^\s@<>,;]+@[^\s@<>,;]+)$/u,
      'it must be an address, or a name and an address like Example <accounts@example.com>',
    )
    .optional(),
};

export interface MailEnvironment {
  readonly GATEHOUSE_SMTP_URL?: string | undefined;
  readonly GATEHOUSE_MAIL_FROM?: string | undefined;
}

/** @returns undefined where no mail server is set. @throws EnvironmentError where only half of it is. */
export function readSmtp(
  environment: MailEnvironment,
): { readonly url: string; readonly from: string } | undefined {
  const { GATEHOUSE_SMTP_URL: url, GATEHOUSE_MAIL_FROM: from } = environment;
  if (url === undefined && from === undefined) return undefined;
  if (url === undefined) throw new EnvironmentError('Set GATEHOUSE_SMTP_URL.');
  if (from === undefined) throw new EnvironmentError('Set GATEHOUSE_MAIL_FROM.');
  return { url, from };
}
