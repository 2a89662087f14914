import { beforeAll, describe, expect, it } from 'vitest';
import { bearer } from '../drivers/credentials.ts';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { tags } from './tags.ts';

const somebody = '11111111-1111-4111-8111-111111111111';

const unserved = tags.flatMap(({ servedBy, operations }) =>
  operations
    .filter(({ support }) => support === 'notYet')
    .map((operation) => ({ servedBy, ...operation })),
);

describe('what Ory serves and Gatehouse does not yet', () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await managementApi().createProject();
  });

  it.each(unserved)('$id is refused in the form of Ory', async ({ servedBy, method, path }) => {
    const { address, origin, basePath } = project;
    const isManagement = servedBy === 'management';
    const target = path.replace(/\{project(?:_id)?\}/, address.id).replaceAll(/\{\w+\}/g, somebody);
    const answer = await sendHttp({
      origin,
      path: `${isManagement ? '/api' : basePath}${target}`,
      method,
      headers: {
        accept: 'application/json',
        authorization: bearer(isManagement ? runningProduct().apiKey : address.key),
        ...(method === 'GET' || method === 'DELETE' ? {} : { 'content-type': 'application/json' }),
      },
      ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }),
    });
    expect([404, 405, 501]).toContain(answer.status);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    const { error } = answer.json();
    if (typeof error === 'string') expect(answer.stringAt('error_description')).not.toBe('');
    else expect(error).toMatchObject({ code: answer.status, message: expect.any(String) });
  });
});
