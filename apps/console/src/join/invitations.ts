// The invitation that somebody opened, on its way through signing in to the page that asks whether to join.
// It leaves the address at once: a sealed cookie carries it, and no page, history or Referer ever names it.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CookieJar } from '../http/cookies.ts';
import type { Sealer } from '../sealing/sealer.ts';

export const joinPath = '/join';
export const invitationParameter = 'invitation';

export interface Invitations {
  /** Answers the opened link: keeps the invitation and leads to the page without it. */
  keep(response: ServerResponse, invitation: string): void;
  /** @returns undefined where this browser has opened none, or long ago. */
  read(request: IncomingMessage): string | undefined;
  forget(response: ServerResponse): void;
}

const name = 'gatehouse_console_invitation';
/** As long as signing up may take. */
const keptSeconds = 3600;
const longestInvitation = 200;

export function createInvitations(parts: {
  readonly cookies: CookieJar;
  readonly sealer: Sealer;
}): Invitations {
  const { cookies, sealer } = parts;
  return {
    keep(response, invitation) {
      const value = sealer.seal(invitation.slice(0, longestInvitation), keptSeconds);
      cookies.write(response, { name, value, seconds: keptSeconds });
      response.writeHead(303, { location: joinPath, 'referrer-policy': 'no-referrer' }).end();
    },
    read(request) {
      const text = cookies.read(request.headers.cookie, name);
      const opened = text === undefined ? undefined : sealer.open(text);
      return typeof opened === 'string' ? opened : undefined;
    },
    forget: (response) => cookies.write(response, { name }),
  };
}
