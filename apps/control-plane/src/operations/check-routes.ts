// Deny by default, also against ourselves: the start fails for a handler that declares no operation, and
// for an operation that nobody or more than one serves.

import { operationList } from '@gatehouse/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/internal';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { isPublic, operationIdOf } from './route.ts';

/** @returns every method of the controller that answers requests. */
function routesOf(controller: object, scanner: MetadataScanner): Parameters<typeof isPublic>[0][] {
  const prototype: object = Object.getPrototypeOf(controller);
  return scanner.getAllMethodNames(prototype).flatMap((name) => {
    const method: unknown = Reflect.get(prototype, name);
    const isRoute = typeof method === 'function' && Reflect.hasMetadata(METHOD_METADATA, method);
    return isRoute ? [method] : [];
  });
}

@Injectable()
export class RouteCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws {Error} naming what is wrong; nothing has been served by then. */
  onModuleInit(): void {
    const served = new Map<string, number>();
    for (const { instance, name } of this.discovery.getControllers()) {
      for (const handler of routesOf(instance, this.scanner)) {
        if (isPublic(handler)) continue;
        const operationId = operationIdOf(handler);
        if (operationId === undefined) {
          throw new Error(
            `${name}.${handler.name} declares no operation, so nobody could call it.`,
          );
        }
        served.set(operationId, (served.get(operationId) ?? 0) + 1);
      }
    }
    const wrong = operationList.flatMap(([id]) => (served.get(id) === 1 ? [] : [id]));
    if (wrong.length > 0) throw new Error(`Not served exactly once: ${wrong.join(', ')}.`);
  }
}
