// Webhooks by the names that Ory's clients have for them. Their secrets are made and rotated as those of any
// other webhook.

import {
  AdministrationError,
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listWebhooks,
  type WebhookRequest,
} from '@gatehouse/administration';
import type { AnswerOf, EventStreamBody, InputOf } from '@gatehouse/contracts';
import { webhookEventTypes } from '@gatehouse/protocol';
import { Inject, Injectable } from '@nestjs/common';
import { authorshipOf, type ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { buildEventStream } from './webhook-wire.ts';
import { explainFor } from './webhooks.service.ts';

const description = 'Event stream';

function requestOf(
  access: ProjectAccess,
  params: InputOf<'setEventStream'>['params'],
): WebhookRequest {
  return { scope: access.project, by: authorshipOf(access), webhookId: params.event_stream_id };
}

/** Throws AdministrationError: invalid, for what belongs to a stream of another kind. */
function checkKind({ type, topic_arn, role_arn }: EventStreamBody): void {
  if (type !== 'sns' && !topic_arn && !role_arn) return;
  throw new AdministrationError('invalid', 'The kind of event stream is not offered.', {
    reason: 'Events leave over HTTPS: set type to https, and https_endpoint.',
    field: 'type',
  });
}

@Injectable()
export class EventStreamsService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list(access: ProjectAccess): Promise<AnswerOf<'listEventStreams'>> {
    const rows = await listWebhooks(this.dependencies, access.project);
    return { event_streams: rows.map((row) => buildEventStream(row, access)) };
  }

  async create(
    access: ProjectAccess,
    { body }: InputOf<'createEventStream'>,
  ): Promise<AnswerOf<'createEventStream'>> {
    checkKind(body);
    const input = {
      url: body.https_endpoint ?? '',
      description,
      events: webhookEventTypes,
      isEnabled: body.status !== 'paused',
    };
    const request = { scope: access.project, by: authorshipOf(access), input };
    const { row } = await createWebhook(this.dependencies, request, explainFor(this.dependencies));
    return buildEventStream(row, access);
  }

  async set(
    access: ProjectAccess,
    { params, body }: InputOf<'setEventStream'>,
  ): Promise<AnswerOf<'setEventStream'>> {
    checkKind(body);
    const { https_endpoint: url, status } = body;
    const change = {
      ...(url ? { url } : {}),
      ...(status ? { isEnabled: status === 'active' } : {}),
    };
    const request = { ...requestOf(access, params), change };
    const row = await changeWebhook(this.dependencies, request, explainFor(this.dependencies));
    return buildEventStream(row, access);
  }

  delete(access: ProjectAccess, { params }: InputOf<'deleteEventStream'>): Promise<void> {
    return deleteWebhook(this.dependencies, requestOf(access, params));
  }
}
