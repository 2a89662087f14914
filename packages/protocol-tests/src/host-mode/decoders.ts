// What the decoder of Ory's command line refuses to do without (its generated client, `required` of the
// OpenAPI document): a field that is missing ends the command.

import { expect } from 'vitest';
import type { HttpAnswer } from '../drivers/http-exchange.ts';

const uuid = expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const text = expect.any(String);
const time = expect.stringMatching(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/,
);
const environment = expect.stringMatching(/^(?:prod|stage|dev)$/);
const state = expect.stringMatching(/^(?:running|halted|deleted)$/);

const projectFields = {
  id: uuid,
  name: text,
  slug: text,
  state,
  environment,
  home_region: text,
  revision_id: uuid,
  organizations: expect.any(Array),
  services: expect.any(Object),
};

export const decoded = {
  workspace: { id: uuid, name: text, created_at: time, updated_at: time },
  project: projectFields,
  projectMetadata: {
    id: uuid,
    name: text,
    slug: text,
    state,
    environment,
    home_region: text,
    hosts: expect.any(Array),
    created_at: time,
    updated_at: time,
  },
  projectUpdate: { project: expect.objectContaining(projectFields), warnings: expect.any(Array) },
  apiKey: { id: uuid, name: text, owner_id: uuid },
  jsonWebKey: { alg: text, kid: text, kty: text, use: text },
  identity: { id: uuid, schema_id: text, schema_url: text, traits: expect.any(Object) },
  eventStream: {
    id: uuid,
    type: 'https',
    https_endpoint: text,
    status: text,
    created_at: time,
    updated_at: time,
  },
  organization: { id: uuid, label: text, domains: expect.any(Array), created_at: time },
  introspection: { active: expect.any(Boolean) },
};

/** The generated client decodes by content type, and fails without it. */
export function expectJson(answer: HttpAnswer, status: number): void {
  expect(answer.status, answer.describe()).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/json\b/);
}

/** Ory's errors outside of OAuth 2.0: the command line prints message and reason. */
export function expectOryError(answer: HttpAnswer, status: number): void {
  expectJson(answer, status);
  expect(answer.json()['error']).toMatchObject({ code: status, status: text, message: text });
}
