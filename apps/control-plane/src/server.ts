// The management API as a request handler. It listens nowhere by itself: a front door, or `main.ts`,
// gives it the requests of its base path.

import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buildManagementUrl } from '@gatehouse/protocol';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { buildApplicationModule } from './application.module.ts';
import type { ControlPlaneDependencies } from './dependencies.ts';
import { buildFastify } from './http/build-fastify.ts';

export type { ControlPlaneDependencies } from './dependencies.ts';

export interface ControlPlane {
  /** Answers one request; its target carries the base path (`/api` in path mode, none in host mode). */
  handler(request: IncomingMessage, response: ServerResponse): void;
  /** Resolves when nothing is in flight any more. */
  close(): Promise<void>;
}

/** @throws {Error} where a handler declares no operation of the contract, or an operation has no handler. */
export async function createControlPlane(
  dependencies: ControlPlaneDependencies,
): Promise<ControlPlane> {
  const fastify = buildFastify(dependencies.deadlineMilliseconds ?? 10_000);
  const application = await NestFactory.create<NestFastifyApplication>(
    buildApplicationModule(dependencies),
    new FastifyAdapter(fastify),
    { bodyParser: false, logger: false, abortOnError: false },
  );
  const basePath = new URL(buildManagementUrl(dependencies.addressing)).pathname;
  if (basePath !== '/') application.setGlobalPrefix(basePath);
  await application.init();
  await fastify.ready();
  return {
    handler: (request, response) => fastify.routing(request, response),
    close: () => application.close(),
  };
}
