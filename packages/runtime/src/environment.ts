// The environment, parsed once at the start into a typed value. Each app names its own variables.

import { z } from 'zod';

/** What is wrong with the environment, in words for the person who starts the process. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/**
 * Parses the variables that the schema names. A variable without a value is as if it were absent.
 * Throws EnvironmentError, which names each wrong variable and what it should be, and never its value:
 * it may be a secret.
 */
export function parseEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new EnvironmentError(parsed.error.issues.map(describeIssue).join(' '));
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
