import type { AnswerOf, InputOf } from '@gatehouse/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { Refusal } from '../http/refusal.ts';

const daySeconds = 86_400;
const defaultDays = 30;
const maxDays = 366;

function formatDay(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function parseDaySeconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

@Injectable()
export class UsageService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async get(
    { project }: ProjectAccess,
    { query }: InputOf<'getProjectUsage'>,
  ): Promise<AnswerOf<'getProjectUsage'>> {
    const to = query.to ?? formatDay(this.dependencies.clock.nowSeconds());
    const from = query.from ?? formatDay(parseDaySeconds(to) - (defaultDays - 1) * daySeconds);
    const days = (parseDaySeconds(to) - parseDaySeconds(from)) / daySeconds + 1;
    if (days < 1 || days > maxDays) {
      throw new Refusal('invalid_request', `query: from and to must span 1 to ${maxDays} days.`);
    }
    const range = {
      from: new Date(`${from}T00:00:00Z`),
      to: new Date((parseDaySeconds(to) + daySeconds) * 1000),
    };
    const rows = await this.dependencies.store.withProject(project, (tx) => tx.usage(range));
    return {
      from,
      to,
      days: rows.map(({ day, metric, clientId, count }) => ({
        day,
        metric,
        client_id: clientId,
        count,
      })),
    };
  }
}
