// The environment of the hosted pages in a process of their own: no secret at all.

import { pageServingVariables, parseEnvironment, portVariable } from '@gatehouse/runtime';
import { z } from 'zod';

const environmentSchema = z.object({ ...pageServingVariables, PORT: portVariable.default(4003) });

/** Reads this process's environment. Throws EnvironmentError. */
export function readEnvironment() {
  return parseEnvironment(environmentSchema, process.env);
}
