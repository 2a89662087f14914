// The environment, parsed once at the start into a typed value. Each app names its own variables. A secret may
// stand in a file that `NAME_FILE` names instead, as container platforms mount them.

import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What is wrong with the environment, in words for the person who starts the process. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/**
 * Parses the variables that the schema names. A variable without a value is as if it were absent; one that is
 * absent is read from the file that `NAME_FILE` names, without the line break at its end.
 * Throws EnvironmentError, which names each wrong variable and what it should be, and never its value:
 * it may be a secret.
 */
export function parseEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = environment[name] || readSecretFile(`${name}_FILE`, environment);
    if (value !== undefined && value !== '') given[name] = value;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new EnvironmentError(parsed.error.issues.map(describeIssue).join(' '));
}

function readSecretFile(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const file = environment[name];
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new EnvironmentError(`${name} names ${file}, which cannot be read${code}.`);
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.');
  if (name === '') return `${issue.message}.`;
  const isAbsent = issue.code === 'invalid_type' && issue.input === undefined;
  return isAbsent ? `Set ${name}.` : `${name} is wrong: ${issue.message}.`;
}

/** A TCP port; 0 lets the system choose one. */
export const portVariable = z
  .string()
  .regex(/^\d{1,5}$/, 'it must be a number from 0 to 65535')
  .transform(Number)
  .refine((port) => port <= 65_535, 'it must be a number from 0 to 65535');

/** An origin (RFC 6454): scheme, host and port, without path, query or user. */
export const originVariable = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    value.replace(/\/$/, '') !== url.origin
  ) {
    context.addIssue('it must be an origin like https://auth.example.com, without a path');
    return z.NEVER;
  }
  return url.origin;
});
