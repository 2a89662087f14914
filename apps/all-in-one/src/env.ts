// The environment of the whole product in one process.

import path from 'node:path';
import {
  addressingVariables,
  consoleKeyVariable,
  logLevelVariable,
  mailVariables,
  parseEnvironment,
  portVariable,
  preparedStatementsVariable,
  redisVariables,
  telemetryVariables,
  trustedProxiesVariable,
} from '@gatehouse/runtime';
import { z } from 'zod';

const environmentSchema = z
  .object({
    PORT: portVariable
      .refine((port) => port > 0, 'it must be a number from 1 to 65535')
      .default(4000),
    HOST: z.string().default('127.0.0.1'),
    GATEHOUSE_HOME: z
      .string()
      .default('.gatehouse')
      .transform((folder) => path.resolve(folder)),
    ...addressingVariables,
    GATEHOUSE_KEYRING: z.string().optional(),
    /** Proxies whose X-Forwarded-For is believed; nothing else of such headers is. */
    GATEHOUSE_TRUSTED_PROXIES: trustedProxiesVariable.optional(),
    GATEHOUSE_CONSOLE_KEY: consoleKeyVariable.optional(),
    /** PostgreSQL of your own, as gatehouse_app. */
    DATABASE_URL: z.string().optional(),
    /** The same database as gatehouse_hot. */
    DATABASE_HOT_URL: z.string().optional(),
    /** The same database as gatehouse_owner, not through PgBouncer: migrations and notifications. */
    DATABASE_DIRECT_URL: z.string().optional(),
    DATABASE_PREPARED_STATEMENTS: preparedStatementsVariable,
    ...redisVariables,
    ...mailVariables,
    LOG_LEVEL: logLevelVariable.default('warn'),
    ...telemetryVariables,
  })
  .superRefine((environment, context) => {
    const { DATABASE_URL, DATABASE_HOT_URL, DATABASE_DIRECT_URL } = environment;
    const given = [DATABASE_URL, DATABASE_HOT_URL, DATABASE_DIRECT_URL].filter(Boolean).length;
    if (given !== 0 && given !== 3) {
      context.addIssue(
        'A database of your own needs DATABASE_URL, DATABASE_HOT_URL and DATABASE_DIRECT_URL, one for each role of prisma/roles.sql',
      );
    }
  });

export type Environment = z.output<typeof environmentSchema>;

/** Reads this process's environment. Throws EnvironmentError. */
export function readEnvironment(): Environment {
  return parseEnvironment(environmentSchema, process.env);
}
