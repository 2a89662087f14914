// The product as it stands on the internet: https in front of it, each project on a host of its own, and
// somebody who signed up in the console's own project.

import { Browser, createPerson, createPkcePair, type Person } from './browser.ts';
import { bearer } from './credentials.ts';
import { type HttpAnswer, reachHosts, sendHttp } from './http-exchange.ts';
import {
  createHome,
  findFreePort,
  launchProduct,
  type RunningProduct,
  removeHome,
} from './product.ts';
import { ProjectApi } from './project-api.ts';

export const consoleUrl = 'https://console.example';
const managementUrl = 'https://api.console.example';
const commandLineCallback = 'http://127.0.0.1:4455/callback';

export class HostedInstallation {
  /** Where the product listens, behind what would be the proxy that speaks TLS. */
  readonly port: number;
  /** The owner of the workspace. */
  readonly owner: Person;
  readonly #product: RunningProduct;
  readonly #token: string;
  readonly #workspaceId: string;

  private constructor(parts: {
    product: RunningProduct;
    owner: Person;
    token: string;
    workspaceId: string;
  }) {
    this.port = parts.product.port;
    this.owner = parts.owner;
    this.#product = parts.product;
    this.#token = parts.token;
    this.#workspaceId = parts.workspaceId;
  }

  static async start(): Promise<HostedInstallation> {
    const port = await findFreePort();
    const product = await launchProduct({
      home: createHome(),
      port,
      environment: {
        GATEHOUSE_ORIGIN: consoleUrl,
        GATEHOUSE_PROJECTS_DOMAIN: 'apis.example',
      },
    });
    reachHosts(['console.example', 'apis.example'], port);
    const owner = createPerson('Grace');
    const token = await signUp(owner);
    const created = await call('/workspaces', token, { name: 'Attacked' });
    return new HostedInstallation({ product, owner, token, workspaceId: created.stringAt('id') });
  }

  async createProject(): Promise<ProjectApi> {
    const fields = { name: 'Harbour', environment: 'dev', workspace_id: this.#workspaceId };
    const created = await call('/projects', this.#token, fields);
    const id = created.stringAt('id');
    const slug = created.stringAt('slug');
    const key = await call(`/projects/${id}/tokens`, this.#token, { name: 'Tests' });
    const url = `https://${slug}.projects.apis.example`;
    return new ProjectApi({ id, slug, url, key: key.stringAt('value') });
  }

  /** Stops the product and removes what it kept. */
  async stop(): Promise<void> {
    await this.#product.stop();
    removeHome(this.#product.home);
  }
}

/** The console's own project; it has no key. */
export function consoleProject(): ProjectApi {
  return new ProjectApi({
    id: '',
    slug: 'console',
    url: 'https://project.console.example',
    key: '',
  });
}

async function call(path: string, token: string, json: object): Promise<HttpAnswer> {
  const answer = await sendHttp({
    origin: managementUrl,
    path,
    method: 'POST',
    headers: { authorization: bearer(token), 'content-type': 'application/json' },
    body: JSON.stringify(json),
  });
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.describe()}`);
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
      audience: managementUrl,
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
