import 'reflect-metadata';
import { operationList } from '@gatehouse/contracts';
import { Controller, Get, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { RouteCheck } from './check-routes.ts';
import { Route } from './route.ts';

class Application {}

async function start(...controllers: Type[]): Promise<void> {
  const module = {
    module: Application,
    imports: [DiscoveryModule],
    providers: [RouteCheck],
    controllers,
  };
  const context = await NestFactory.createApplicationContext(module, {
    logger: false,
    abortOnError: false,
  });
  await context.close();
}

@Controller()
class Undeclared {
  @Get('secrets')
  secrets() {
    return [];
  }
}

/** Serves every operation of the contract, as methods of their names. */
function completeController(): Type {
  class Complete {}
  Controller()(Complete);
  for (const [id] of operationList) {
    const descriptor = { value: function serve() {}, configurable: true, writable: true };
    Object.defineProperty(Complete.prototype, id, descriptor);
    Route(id)(Complete.prototype, id, descriptor);
  }
  return Complete;
}

@Controller()
class Twice {
  @Route('listProjects')
  list() {
    return [];
  }
}

it('a complete API starts', async () => {
  await expect(start(completeController())).resolves.toBeUndefined();
});

it('a handler without an operation of the contract does not start', async () => {
  await expect(start(completeController(), Undeclared)).rejects.toThrow(
    'Undeclared.secrets declares no operation',
  );
});

it('an operation without a handler does not start', async () => {
  await expect(start(Twice)).rejects.toThrow(/Not served exactly once: .*listWorkspaces/);
});

it('an operation with two handlers does not start', async () => {
  await expect(start(completeController(), Twice)).rejects.toThrow(
    'Not served exactly once: listProjects.',
  );
});
