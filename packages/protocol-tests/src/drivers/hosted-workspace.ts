// A workspace of an installation in host mode, of somebody who signed up in the console's own project, and
// the management API as its owner's command line calls it.

import { Browser, createPerson, createPkcePair, type Person } from './browser.ts';
import { bearer } from './credentials.ts';
import { type HttpAnswer, sendHttp } from './http-exchange.ts';
import { ProjectApi } from './project-api.ts';

/** What the world calls the installation. */
export const hostedAddresses = {
  console: 'https://console.example',
  management: 'https://api.console.example',
  consoleProject: 'https://project.console.example',
  projectsDomain: 'apis.example',
} as const;

const commandLineCallback = 'http://127.0.0.1:4455/callback';

export interface WorkspaceCall {
  readonly method?: string;
  readonly json?: unknown;
}

export class HostedWorkspace {
  readonly owner: Person;
  readonly workspaceId: string;
  readonly #token: string;

  private constructor(parts: { owner: Person; token: string; workspaceId: string }) {
    this.owner = parts.owner;
    this.workspaceId = parts.workspaceId;
    this.#token = parts.token;
  }

  /** Registers somebody, who makes a workspace. */
  static async signUp(name: string): Promise<HostedWorkspace> {
    const owner = createPerson('Grace');
    const token = await signUp(owner);
    const created = await call('/workspaces', token, { method: 'POST', json: { name } });
    return new HostedWorkspace({ owner, token, workspaceId: created.stringAt('id') });
  }

  /** Throws where the answer is no success. */
  call(path: string, options: WorkspaceCall = {}): Promise<HttpAnswer> {
    return call(path, this.#token, options);
  }

  async createProject(name = 'Harbour'): Promise<ProjectApi> {
    const json = { name, environment: 'dev', workspace_id: this.workspaceId };
    const created = await this.call('/projects', { method: 'POST', json });
    const id = created.stringAt('id');
    const slug = created.stringAt('slug');
    const key = await this.call(`/projects/${id}/tokens`, {
      method: 'POST',
      json: { name: 'Tests' },
    });
    const url = `https://${slug}.projects.${hostedAddresses.projectsDomain}`;
    return new ProjectApi({ id, slug, url, key: key.stringAt('value') });
  }
}

/** The console's own project; it has no key. */
export function consoleProject(): ProjectApi {
  return new ProjectApi({ id: '', slug: 'console', url: hostedAddresses.consoleProject, key: '' });
}

async function call(
  path: string,
  token: string,
  { method = 'GET', json }: WorkspaceCall,
): Promise<HttpAnswer> {
  const answer = await sendHttp({
    origin: hostedAddresses.management,
    path,
    method,
    headers: { authorization: bearer(token), 'content-type': 'application/json' },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.describe()}`);
  return answer;
}

/** Registers and signs in by the command line's client. @returns an access token for the management API. */
async function signUp(person: Person): Promise<string> {
  const project = consoleProject();
  const browser = new Browser(project);
  await browser.register(person);
  const { verifier, challenge } = createPkcePair();
  const answer = await browser.authorize(
    {
      client_id: 'ory-cli',
      response_type: 'code',
      redirect_uri: commandLineCallback,
      scope: 'offline_access email profile',
      audience: hostedAddresses.management,
      state: 'a-state-of-the-command-line',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    },
    { person },
  );
  const tokens = await project.token({
    form: {
      grant_type: 'authorization_code',
      code: answer.searchParams.get('code') ?? '',
      redirect_uri: commandLineCallback,
      code_verifier: verifier,
      client_id: 'ory-cli',
    },
  });
  return tokens.stringAt('access_token');
}
