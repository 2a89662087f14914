// A handler serves one operation of the contract: method, path and status come from there, and so does
// the permission that the guard demands.

import { isOperationId, type Operation, type OperationId, operations } from '@gatehouse/contracts';
import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  Get,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Access } from '../access/access.ts';

const operationKey = 'gatehouse:operation';
const publicKey = 'gatehouse:public';

type Handler = ReturnType<ExecutionContext['getHandler']>;

const requestMethods = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  PATCH: RequestMethod.PATCH,
  DELETE: RequestMethod.DELETE,
} as const;

/** Marks a handler as the one of an operation. */
export function Route(operationId: OperationId): MethodDecorator {
  const operation = operations[operationId];
  return applyDecorators(
    RequestMapping({
      path: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      method: requestMethods[operation.method],
    }),
    HttpCode(operation.status),
    SetMetadata(operationKey, operationId),
  );
}

/** Marks a handler that anybody may call: the documentation, and nothing else. */
export function PublicRoute(path: string): MethodDecorator {
  return applyDecorators(Get(path), SetMetadata(publicKey, true));
}

/** @returns the operation that a handler serves, or undefined. */
export function operationIdOf(handler: Handler): OperationId | undefined {
  const id: unknown = Reflect.getMetadata(operationKey, handler);
  return typeof id === 'string' && isOperationId(id) ? id : undefined;
}

/** @throws {Error} where a handler without an operation is reached; the start has refused that already. */
export function operationOf(handler: Handler): Operation {
  const id = operationIdOf(handler);
  if (id === undefined) throw new Error(`${handler.name} serves no operation of the contract.`);
  return operations[id];
}

/** @returns whether the handler was declared public. */
export function isPublic(handler: Handler): boolean {
  return Reflect.getMetadata(publicKey, handler) === true;
}

/** The checked input of the operation: `InputOf<'…'>`. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): unknown => {
  const { input } = context.switchToHttp().getRequest<FastifyRequest>();
  return input;
});

/** What the guard decided: `WorkspaceAccess`, `ProjectAccess` or `CallerAccess`, by the operation's tenant. */
export const Granted = createParamDecorator((_: unknown, context: ExecutionContext): Access => {
  const { access } = context.switchToHttp().getRequest<FastifyRequest>();
  if (access === undefined) throw new Error('No guard has run.');
  return access;
});
