// The environment of the console in a process of its own: its one secret, and where its two servers answer.

import {
  consoleKeyVariable,
  originVariable,
  pageServingVariables,
  parseEnvironment,
  portVariable,
} from '@gatehouse/runtime';
import { z } from 'zod';

const environmentSchema = z.object({
  ...pageServingVariables,
  PORT: portVariable.default(4004),
  GATEHOUSE_CONSOLE_KEY: consoleKeyVariable,
  /** Where the management API answers without leaving the network. */
  GATEHOUSE_CONTROL_PLANE_URL: originVariable,
});

/** Reads this process's environment. Throws EnvironmentError. */
export function readEnvironment() {
  return parseEnvironment(environmentSchema, process.env);
}
