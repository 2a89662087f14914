// Everything that a request brings, checked against its operation before any rule sees it.

import type { Operation } from '@gatehouse/contracts';
import type { FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { readQuery } from './read-query.ts';
import { Refusal } from './refusal.ts';

function describeIssue(part: string, issue: z.core.$ZodIssue): string {
  const path = [part, ...issue.path.map(String)].join('.');
  return `${path}: ${issue.message}`;
}

function parsePart(schema: z.ZodType | undefined, part: string, value: unknown): unknown {
  if (schema === undefined) {
    const isEmpty = value === undefined || Object.keys(Object(value)).length === 0;
    if (isEmpty) return undefined;
    throw new Refusal('invalid_request', `This operation takes no ${part}.`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.slice(0, 5).map((issue) => describeIssue(part, issue));
  throw new Refusal('invalid_request', reasons.join(' '));
}

function queryTextOf(request: FastifyRequest): string {
  const target = request.raw.url ?? '';
  const mark = target.indexOf('?');
  return mark === -1 ? '' : target.slice(mark + 1);
}

/** Reads the path parameters alone: the guard needs the tenant before anything else is looked at. */
export function readParams(operation: Operation, request: FastifyRequest): unknown {
  return parsePart(operation.params, 'params', request.params);
}

/** @throws {Refusal} `invalid_request`, naming the fields. */
export function readInput(operation: Operation, request: FastifyRequest): unknown {
  const query = readQuery(operation.query, queryTextOf(request));
  return {
    params: readParams(operation, request),
    query: parsePart(operation.query, 'query', query),
    body: parsePart(operation.body, 'body', request.body),
  };
}
