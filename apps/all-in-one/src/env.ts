// The environment of the whole product in one process.

import path from 'node:path';
import { logLevels, originVariable, parseEnvironment, portVariable } from '@gatehouse/runtime';
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
    /** The address that the world uses, where it is not http://localhost:PORT. */
    GATEHOUSE_ORIGIN: originVariable.optional(),
    /** Says that everybody who owns a project on this origin trusts the others. */
    GATEHOUSE_SHARED_ORIGIN: z.literal('trusted', 'it may only be "trusted"').optional(),
    /** Host mode: the registrable domain below which projects get hosts, apart from the console's. */
    GATEHOUSE_PROJECTS_DOMAIN: z
      .string()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'it must be a domain like apis.example.net')
      .optional(),
    GATEHOUSE_KEYRING: z.string().optional(),
    /** PostgreSQL of your own, as gatehouse_app. */
    DATABASE_URL: z.string().optional(),
    /** The same database as gatehouse_hot. */
    DATABASE_HOT_URL: z.string().optional(),
    /** The same database as gatehouse_owner, not through PgBouncer: migrations and notifications. */
    DATABASE_DIRECT_URL: z.string().optional(),
    LOG_LEVEL: z.enum(logLevels, `it must be one of ${logLevels.join(', ')}`).default('warn'),
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
