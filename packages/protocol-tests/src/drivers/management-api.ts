// The management API, as the console, the CLI and Terraform call it.

import type { OutgoingHttpHeaders } from 'node:http';
import { bearer } from './credentials.ts';
import { type HttpAnswer, sendHttp } from './http-exchange.ts';
import { ProjectApi } from './project-api.ts';

export interface ManagementCall {
  readonly method?: string;
  readonly json?: unknown;
  readonly headers?: OutgoingHttpHeaders;
  /** undefined: the workspace's own key; null: none. */
  readonly key?: string | null;
}

export class ManagementApi {
  readonly origin: string;
  readonly workspaceId: string;
  readonly #key: string;

  constructor(address: { url: string; workspaceId: string; apiKey: string }) {
    this.origin = new URL(address.url).origin;
    this.workspaceId = address.workspaceId;
    this.#key = address.apiKey;
  }

  call(path: string, call: ManagementCall = {}): Promise<HttpAnswer> {
    const key = call.key === undefined ? this.#key : call.key;
    return sendHttp({
      origin: this.origin,
      path: `/api${path}`,
      method: call.method ?? 'GET',
      headers: {
        ...(key === null ? {} : { authorization: bearer(key) }),
        ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(call.json === undefined ? {} : { body: JSON.stringify(call.json) }),
    });
  }

  /** Creates a project and a key for it; throws where that fails. */
  async createProject(name = 'Protocol test'): Promise<ProjectApi> {
    const created = await this.call('/projects', {
      method: 'POST',
      json: { name, environment: 'dev', workspace_id: this.workspaceId },
    });
    if (created.status !== 201) throw new Error(`no project was created: ${created.describe()}`);
    const id = created.stringAt('id');
    const slug = created.stringAt('slug');
    const key = await this.createProjectKey(id);
    return new ProjectApi({ id, slug, url: `${this.origin}/p/${slug}`, key });
  }

  /** Creates a project API key and returns its value, which is shown this once. */
  async createProjectKey(
    projectId: string,
    fields: Readonly<Record<string, unknown>> = {},
  ): Promise<string> {
    const answer = await this.call(`/projects/${projectId}/tokens`, {
      method: 'POST',
      json: { name: 'Protocol test', ...fields },
    });
    if (answer.status !== 201) throw new Error(`no key was created: ${answer.describe()}`);
    return answer.stringAt('value');
  }

  /** Patches a project's settings (JSON Patch of Ory's project document); throws where that fails. */
  async patchProject(projectId: string, operations: readonly JsonPatchOperation[]): Promise<void> {
    const answer = await this.call(`/projects/${projectId}`, { method: 'PATCH', json: operations });
    if (answer.status !== 200) throw new Error(`the project was not patched: ${answer.describe()}`);
  }
}

export interface JsonPatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}
