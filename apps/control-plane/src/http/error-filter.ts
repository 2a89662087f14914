// The last stop of every error. What nobody expected is logged with its id and tells the caller nothing.

import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { describeFault } from './describe-fault.ts';
import { sendRefusal } from './send-refusal.ts';

@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const refusal = describeFault(error);
    if (refusal.id === 'internal_error' || refusal.id === 'storage_unavailable') {
      this.dependencies.logger.error({ err: error, requestId: request.id }, refusal.message);
    }
    await sendRefusal(http.getResponse<FastifyReply>(), refusal, request.id);
  }
}
