// Where this invocation speaks to, and as whom: a key of the environment goes before a member's sign-in,
// that before the key of a local start. A key from `cli.json` goes to the origin beside it only;
// a key from the environment goes to GATEHOUSE_URL or the default only, never to what a file names.

import { CommandError } from '../terminal/command-error.ts';
import type { CliEnvironment } from './environment.ts';
import type { LocalStart } from './local-start.ts';
import type { MemberSignIn } from './member-sign-in.ts';
import { parseServiceUrl } from './service-url.ts';

export const defaultUrl = 'http://localhost:4000';

export interface Credential {
  readonly kind: 'workspace_api_key' | 'project_api_key' | 'member_token';
  /** Of a member: the access token as it was stored; it may have ended since. */
  readonly value: string;
  /** What it is called in a complaint. */
  readonly source: string;
}

/** `url` is the installation's address, without `/api` and without a trailing slash. */
export interface Connection {
  readonly url: string;
  readonly credential: Credential | undefined;
  /** The workspace that a local start made, where its key is used; undefined elsewhere. */
  readonly workspaceId: string | undefined;
}

function credentialOf(environment: CliEnvironment): Credential | undefined {
  if (environment.projectApiKey !== undefined && environment.workspaceApiKey !== undefined) {
    throw new CommandError(
      'GATEHOUSE_PROJECT_API_KEY and GATEHOUSE_WORKSPACE_API_KEY are both set: unset one of them.',
    );
  }
  if (environment.projectApiKey !== undefined) {
    return {
      kind: 'project_api_key',
      value: environment.projectApiKey,
      source: 'GATEHOUSE_PROJECT_API_KEY',
    };
  }
  if (environment.workspaceApiKey === undefined) return undefined;
  return {
    kind: 'workspace_api_key',
    value: environment.workspaceApiKey,
    source: 'GATEHOUSE_WORKSPACE_API_KEY',
  };
}

/** What files know. They are read only where no key stands in the environment. */
export interface ConnectionFiles {
  /** Reads `cli.json`. */
  readStart(): Promise<LocalStart | undefined>;
  /** Reads who is signed in at an installation. */
  readMember(url: string): Promise<MemberSignIn | undefined>;
}

export async function decideConnection(
  environment: CliEnvironment,
  files: ConnectionFiles,
): Promise<Connection> {
  const named =
    environment.url === undefined ? undefined : parseServiceUrl(environment.url, 'GATEHOUSE_URL');
  const credential = credentialOf(environment);
  if (credential !== undefined) {
    return { url: named ?? defaultUrl, credential, workspaceId: undefined };
  }
  const start = await files.readStart();
  const url = named ?? start?.url ?? defaultUrl;
  const member = await files.readMember(url);
  if (member !== undefined) {
    const source = `the sign-in of ${member.email}`;
    const kind = 'member_token';
    return {
      url,
      credential: { kind, value: member.access_token, source },
      workspaceId: undefined,
    };
  }
  if (start === undefined || new URL(url).origin !== new URL(start.url).origin) {
    return { url, credential: undefined, workspaceId: undefined };
  }
  return {
    url,
    credential: { kind: 'workspace_api_key', value: start.apiKey, source: start.path },
    workspaceId: start.workspaceId,
  };
}
