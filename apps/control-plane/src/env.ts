// The environment of the management API in a process of its own.

import { type Addressing, isLoopbackHost } from '@gatehouse/protocol';
import {
  EnvironmentError,
  logLevels,
  originVariable,
  parseEnvironment,
  portVariable,
} from '@gatehouse/runtime';
import { z } from 'zod';

const environmentSchema = z.object({
  PORT: portVariable.default(4001),
  HOST: z.string().default('127.0.0.1'),
  /** The address that the world uses. */
  GATEHOUSE_ORIGIN: originVariable,
  /** Says that everybody who owns a project on this origin trusts the others. */
  GATEHOUSE_SHARED_ORIGIN: z.literal('trusted', 'it may only be "trusted"').optional(),
  /** Host mode: the domain below which projects get hosts. */
  GATEHOUSE_PROJECTS_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'it must be a domain like apis.example.net')
    .optional(),
  GATEHOUSE_KEYRING: z.string(),
  /** PostgreSQL as gatehouse_app, as gatehouse_hot, and past any PgBouncer. */
  DATABASE_URL: z.string(),
  DATABASE_HOT_URL: z.string(),
  DATABASE_DIRECT_URL: z.string().optional(),
  LOG_LEVEL: z.enum(logLevels, `it must be one of ${logLevels.join(', ')}`).default('info'),
});

export type Environment = z.output<typeof environmentSchema>;

/** Reads this process's environment. Throws EnvironmentError. */
export function readEnvironment(): Environment {
  return parseEnvironment(environmentSchema, process.env);
}

/** Throws EnvironmentError where the origin is shared with the world and nobody said that this is wanted. */
export function decideAddressing(environment: Environment): Addressing {
  const { GATEHOUSE_ORIGIN: origin, GATEHOUSE_PROJECTS_DOMAIN: projectsDomain } = environment;
  if (projectsDomain !== undefined) return { mode: 'host', consoleOrigin: origin, projectsDomain };
  if (isLoopbackHost(new URL(origin).host) || environment.GATEHOUSE_SHARED_ORIGIN === 'trusted') {
    return { mode: 'path', origin };
  }
  throw new EnvironmentError(
    `All projects would share the origin ${origin}: set GATEHOUSE_PROJECTS_DOMAIN, or GATEHOUSE_SHARED_ORIGIN=trusted where all of them are yours.`,
  );
}
