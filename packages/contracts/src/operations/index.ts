import type * as z from 'zod';
import { clientOperations } from './client-operations.ts';
import { eventStreamOperations } from './event-stream-operations.ts';
import { invitationOperations } from './invitation-operations.ts';
import type { Operation } from './operation.ts';
import { organizationOperations } from './organization-operations.ts';
import { projectOperations } from './project-operations.ts';
import { serviceOperations } from './service-operations.ts';
import { webhookOperations } from './webhook-operations.ts';
import { workspaceOperations } from './workspace-operations.ts';

export type { Operation, OperationTable, TenantKind } from './operation.ts';

/** Every operation of the management API, by operationId. */
export const operations = {
  ...workspaceOperations,
  ...invitationOperations,
  ...projectOperations,
  ...organizationOperations,
  ...clientOperations,
  ...serviceOperations,
  ...webhookOperations,
  ...eventStreamOperations,
};

export type Operations = typeof operations;
export type OperationId = keyof Operations;

type Part<Id extends OperationId, Name extends string> = Operations[Id] extends {
  readonly [Key in Name]: infer Schema extends z.ZodType;
}
  ? Schema
  : undefined;

type Field<Name extends string, Schema, Value> = Schema extends z.ZodType
  ? Record<never, never> extends Value
    ? { readonly [Key in Name]?: Value }
    : { readonly [Key in Name]: Value }
  : { readonly [Key in Name]?: never };

/** What a caller sends: `params`, `query` and `body`, each where the operation has it. */
export type RequestOf<Id extends OperationId> = Field<
  'params',
  Part<Id, 'params'>,
  z.input<NonNullable<Part<Id, 'params'>>>
> &
  Field<'query', Part<Id, 'query'>, z.input<NonNullable<Part<Id, 'query'>>>> &
  Field<'body', Part<Id, 'body'>, z.input<NonNullable<Part<Id, 'body'>>>>;

/** The same after the check at the edge, defaults filled in. */
export interface InputOf<Id extends OperationId> {
  readonly params: z.output<NonNullable<Part<Id, 'params'>>>;
  readonly query: z.output<NonNullable<Part<Id, 'query'>>>;
  readonly body: z.output<NonNullable<Part<Id, 'body'>>>;
}

type ReadonlyDeep<Value> = Value extends readonly (infer Item)[]
  ? readonly ReadonlyDeep<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: ReadonlyDeep<Value[Key]> }
    : Value;

/** What the operation answers, as the caller reads it. */
export type ResponseOf<Id extends OperationId> = z.output<Operations[Id]['response']>;

/** What the operation answers, as the server builds it: the same, never changed once made. */
export type AnswerOf<Id extends OperationId> = ReadonlyDeep<ResponseOf<Id>>;

/** @returns whether the text names an operation. */
export function isOperationId(text: string): text is OperationId {
  return Object.hasOwn(operations, text);
}

/** Every operation with its id, in the order of the table. */
export const operationList: readonly (readonly [OperationId, Operation])[] = Object.entries(
  operations,
).flatMap(([id, operation]) => (isOperationId(id) ? [[id, operation] as const] : []));
