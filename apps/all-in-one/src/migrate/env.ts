// The environment of `npm run migrate`.

import {
  consoleKeyVariable,
  logLevelVariable,
  parseEnvironment,
  servingVariables,
} from '@gatehouse/runtime';
import { z } from 'zod';

const { PORT: _port, ...variables } = servingVariables;

const environmentSchema = z.object({
  ...variables,
  /** As gatehouse_owner, not through PgBouncer. */
  DATABASE_DIRECT_URL: z.string(),
  GATEHOUSE_CONSOLE_KEY: consoleKeyVariable.optional(),
  LOG_LEVEL: logLevelVariable.default('warn'),
});

/** Reads this process's environment. Throws EnvironmentError. */
export function readEnvironment(): z.output<typeof environmentSchema> {
  return parseEnvironment(environmentSchema, process.env);
}
