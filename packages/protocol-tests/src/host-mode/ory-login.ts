// `ory auth`: the login in a browser, with what the command line sends before and after it.

import { randomBytes } from 'node:crypto';
import { Browser, createPerson, createPkcePair, type Person } from '../drivers/browser.ts';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import { ProjectApi } from '../drivers/project-api.ts';
import { labelled } from './host-addresses.ts';
import { OryCli, type TargetForm } from './ory-cli.ts';

export interface Login {
  readonly person: Person;
  /** What the browser brings to the callback on the loopback address. */
  readonly callback: URL;
  readonly state: string;
  readonly tokens: HttpAnswer;
  /** The command line after the login. */
  readonly cli: OryCli;
}

/** The system picks the port of the callback, so it is another one each time. */
function pickCallback(): string {
  const port = 20_000 + (randomBytes(2).readUInt16BE() % 40_000);
  return `http://127.0.0.1:${port}/callback`;
}

/** Somebody registers and signs in; throws where that fails. */
export async function logIn(
  targetForm: TargetForm,
  known?: { readonly person: Person },
): Promise<Login> {
  const cli = new OryCli(targetForm, null);
  const project = consoleProject(cli);
  const person = known?.person ?? createPerson('Grace');
  const browser = new Browser(project);
  if (known === undefined) await browser.register(person);
  const { verifier, challenge } = createPkcePair();
  const redirectUri = pickCallback();
  const state = randomBytes(16).toString('hex');
  const callback = await browser.authorize(
    {
      client_id: 'ory-cli',
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'offline_access email profile',
      prompt: 'login consent',
      audience: labelled('api', cli.hosts),
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    },
    { person },
  );
  const tokens = await cli.login('/oauth2/token', {
    form: {
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: verifier,
      client_id: 'ory-cli',
    },
  });
  if (tokens.status !== 200) throw new Error(`no tokens from ${callback}: ${tokens.describe()}`);
  const { hosts } = cli;
  const signedIn = new OryCli(targetForm, tokens.stringAt('access_token'), hosts);
  return { person, callback, state, tokens, cli: signedIn };
}

/** The built-in project, as somebody's browser sees it; it has no key. */
export function consoleProject(cli: OryCli): ProjectApi {
  const url = labelled('project', cli.hosts);
  return new ProjectApi({ id: '', slug: 'console', url, key: '' });
}
