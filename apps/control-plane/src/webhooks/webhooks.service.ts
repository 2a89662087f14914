import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  rotateWebhookSecret,
  type WebhookRequest,
} from '@gatehouse/administration';
import type { AnswerOf, InputOf } from '@gatehouse/contracts';
import { isLoopbackInstallation } from '@gatehouse/protocol';
import { explainForbiddenUrl } from '@gatehouse/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { authorshipOf, type ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { buildWebhook } from './webhook-wire.ts';

export function webhookRequestOf(
  access: ProjectAccess,
  params: InputOf<'getWebhook'>['params'],
): WebhookRequest {
  return { scope: access.project, by: authorshipOf(access), webhookId: params.webhook };
}

/** @returns what says of a URL why nothing is sent there from this installation. */
export function explainFor({ addressing }: ControlPlaneDependencies) {
  const rules = { allowsLoopback: isLoopbackInstallation(addressing) };
  return (url: string) => explainForbiddenUrl(url, rules);
}

@Injectable()
export class WebhooksService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list(access: ProjectAccess): Promise<AnswerOf<'listWebhooks'>> {
    const rows = await listWebhooks(this.dependencies, access.project);
    return { webhooks: rows.map((row) => buildWebhook(row, access)) };
  }

  async create(
    access: ProjectAccess,
    { body }: InputOf<'createWebhook'>,
  ): Promise<AnswerOf<'createWebhook'>> {
    const { enabled: isEnabled, ...given } = body;
    const { row, secret } = await createWebhook(
      this.dependencies,
      { scope: access.project, by: authorshipOf(access), input: { ...given, isEnabled } },
      explainFor(this.dependencies),
    );
    return { ...buildWebhook(row, access), secret };
  }

  async get(
    access: ProjectAccess,
    { params }: InputOf<'getWebhook'>,
  ): Promise<AnswerOf<'getWebhook'>> {
    const query = { scope: access.project, webhookId: params.webhook };
    return buildWebhook(await getWebhook(this.dependencies, query), access);
  }

  async change(
    access: ProjectAccess,
    { params, body }: InputOf<'updateWebhook'>,
  ): Promise<AnswerOf<'updateWebhook'>> {
    const { url, description, events, enabled } = body;
    const change = {
      ...(url === undefined ? {} : { url }),
      ...(description === undefined ? {} : { description }),
      ...(events === undefined ? {} : { events }),
      ...(enabled === undefined ? {} : { isEnabled: enabled }),
    };
    const request = { ...webhookRequestOf(access, params), change };
    const row = await changeWebhook(this.dependencies, request, explainFor(this.dependencies));
    return buildWebhook(row, access);
  }

  delete(access: ProjectAccess, { params }: InputOf<'deleteWebhook'>): Promise<void> {
    return deleteWebhook(this.dependencies, webhookRequestOf(access, params));
  }

  async rotate(
    access: ProjectAccess,
    { params }: InputOf<'rotateWebhookSecret'>,
  ): Promise<AnswerOf<'rotateWebhookSecret'>> {
    const request = webhookRequestOf(access, params);
    const { row, secret } = await rotateWebhookSecret(this.dependencies, request);
    return { ...buildWebhook(row, access), secret };
  }
}
