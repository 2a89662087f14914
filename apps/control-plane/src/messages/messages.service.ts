import { getMessage, listMessages } from '@gatehouse/administration';
import { type AnswerOf, defaultPageSize, type InputOf } from '@gatehouse/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';

@Injectable()
export class MessagesService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list(
    { project }: ProjectAccess,
    { query }: InputOf<'listProjectMessages'>,
  ): Promise<AnswerOf<'listProjectMessages'>> {
    const { items, nextPageToken } = await listMessages(this.dependencies, {
      scope: project,
      pageSize: query.page_size ?? defaultPageSize,
      pageToken: query.page_token,
      status: query.status,
      recipient: query.recipient,
    });
    return {
      messages: [...items],
      has_next_page: nextPageToken !== undefined,
      next_page_token: nextPageToken ?? '',
    };
  }

  async get(
    { project }: ProjectAccess,
    { params }: InputOf<'getProjectMessage'>,
  ): Promise<AnswerOf<'getProjectMessage'>> {
    const request = { scope: project, messageId: params.message_id };
    const { document, html } = await getMessage(this.dependencies, request);
    return html === undefined ? document : { ...document, html };
  }
}
