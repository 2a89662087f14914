// The environment of the project API in a process of its own.

import {
  parseEnvironment,
  portVariable,
  type ServingEnvironment,
  servingVariables,
} from '@gatehouse/runtime';
import { z } from 'zod';

const environmentSchema = z.object({ ...servingVariables, PORT: portVariable.default(4002) });

/** Reads this process's environment. Throws EnvironmentError. */
export function readEnvironment(): ServingEnvironment {
  return parseEnvironment(environmentSchema, process.env);
}
