// Somebody of the staff: registers at the console's own project and signs in like the command line.

import { Browser, createPerson, createPkcePair } from './browser.ts';
import { ProjectApi } from './project-api.ts';
import { managementApi } from './running-product.ts';

const redirectUri = 'http://127.0.0.1:9/callback';

/** @returns an access token for the management API; throws where the login fails. */
export async function signInMember(): Promise<string> {
  const { origin } = managementApi();
  const project = new ProjectApi({
    id: '',
    slug: 'console',
    url: `${origin}/p/console`,
    key: '',
  });
  const browser = new Browser(project);
  const person = createPerson('Grace');
  await browser.register(person);
  const { verifier, challenge } = createPkcePair();
  const answer = await browser.authorize(
    {
      client_id: 'ory-cli',
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'offline_access email profile',
      audience: `${origin}/api`,
      state: 'a-state-of-the-test',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    },
    { person },
  );
  const tokens = await project.token({
    form: {
      grant_type: 'authorization_code',
      code: answer.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: verifier,
      client_id: 'ory-cli',
    },
  });
  if (tokens.status !== 200) throw new Error(`nobody signed in: ${tokens.describe()}`);
  return tokens.stringAt('access_token');
}
