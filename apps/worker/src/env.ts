// The environment of the worker.

import {
  mailVariables,
  parseEnvironment,
  portVariable,
  servingVariables,
} from '@gatehouse/runtime';
import { z } from 'zod';

const environmentSchema = z.object({
  ...servingVariables,
  ...mailVariables,
  PORT: portVariable.default(4005),
});

export type Environment = z.output<typeof environmentSchema>;

/** Reads this process's environment. Throws EnvironmentError. */
export function readEnvironment(): Environment {
  return parseEnvironment(environmentSchema, process.env);
}
