// The authorization code grant (RFC 6749 section 4.1) with OpenID Connect, played by a sample application
// on this machine.

import { openSession, reportProgress, type Session } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { type Flag, projectFlag, workspaceFlag } from '../flags/flag.ts';
import { serveOnLoopback } from '../loopback/loopback-server.ts';
import { findProject } from '../project/find-project.ts';
import { clientCredentialFlags, readClient } from '../token/client-credentials.ts';
import { AuthorizationFlows } from './authorization-flows.ts';
import { findProvider } from './provider.ts';
import { parseRedirectTarget, type RedirectTarget } from './redirect-uri.ts';
import { SampleApplication } from './sample-application.ts';

const flags: readonly Flag[] = [
  ...clientCredentialFlags,
  {
    kind: 'integer',
    name: 'port',
    short: 'p',
    fallback: 4446,
    summary: 'The port of the sample application on this machine; 0: any free one.',
  },
  {
    kind: 'strings',
    name: 'scope',
    fallback: ['offline', 'openid'],
    summary: 'The scope to ask for.',
  },
  {
    kind: 'strings',
    name: 'prompt',
    fallback: [],
    summary: 'What the pages shall ask again: login, consent, select_account; none asks nothing.',
  },
  {
    kind: 'string',
    name: 'max-age',
    fallback: '',
    summary: 'How many seconds ago the person may have signed in at most.',
  },
  { kind: 'string', name: 'state', fallback: '', summary: 'The state, instead of a random one.' },
  {
    kind: 'string',
    name: 'redirect',
    fallback: '',
    summary: 'The redirect URI, instead of http://127.0.0.1:{port}/callback.',
  },
  { kind: 'strings', name: 'audience', fallback: [], summary: 'The audience to ask for.' },
  { kind: 'boolean', name: 'no-open', summary: 'Print the address and open no browser.' },
  { kind: 'boolean', name: 'no-shutdown', summary: 'Go on after the first answer.' },
  projectFlag,
  workspaceFlag,
];

function announce(session: Session, { redirectUri, startUrl }: RedirectTarget): void {
  const { flags: given, terminal } = session;
  reportProgress(session, `Redirect URI, as the client has to have it registered: ${redirectUri}`);
  if (given.boolean('no-open')) {
    terminal.report(`Open this address in a browser: ${startUrl}\n`);
    return;
  }
  reportProgress(
    session,
    `Opening ${startUrl} in the browser; Ctrl-C ends the sample application.`,
  );
  terminal.openBrowser(startUrl);
}

export const performAuthorizationCode: CommandDefinition = {
  flags,
  description:
    'Starts a sample application at http://127.0.0.1:4446/ and opens it in the browser. Its redirect\nURI has to be registered with the client. The tokens are shown there and here. It always uses\nPKCE (S256); leave the secret out for a public client.',
  examples: [
    'perform authorization-code --client-id my-client --client-secret "$secret"',
    'perform authorization-code --client-id my-app --scope openid,email --no-open',
  ],
  async run(invocation) {
    const session = await openSession(invocation);
    const given = session.flags;
    const credentials = readClient(given, session.terminal);
    parseRedirectTarget(given.string('redirect'), given.integer('port'));
    const project = await findProject(session);
    const provider = await findProvider(project.url);
    let application: SampleApplication | undefined;
    const server = await serveOnLoopback({
      port: given.integer('port'),
      host: URL.parse(given.string('redirect'))?.host,
      serve: async (request) => application?.serve(request) ?? { status: 503, headers: {} },
    });
    try {
      const target = parseRedirectTarget(given.string('redirect'), server.port);
      const scope = given.strings('scope').join(' ');
      application = new SampleApplication({
        session,
        credentials,
        provider,
        target,
        facts: {
          project,
          clientId: credentials.clientId,
          redirectUri: target.redirectUri,
          scope,
          staysOpen: given.boolean('no-shutdown'),
        },
        flows: new AuthorizationFlows({
          provider,
          clientId: credentials.clientId,
          redirectUri: target.redirectUri,
          scope,
          state: given.string('state') || undefined,
          parameters: {
            prompt: given.strings('prompt').join(' '),
            max_age: given.string('max-age').replace(/^-\d+$/, ''),
            audience: given.strings('audience').join(' '),
          },
        }),
      });
      announce(session, target);
      await application.finished;
    } finally {
      await server.close();
    }
  },
};
