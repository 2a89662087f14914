// The application for whose sake somebody signs in or registers.

import type { Flow } from '../project-api/flow.ts';
import type { Frame } from '../visit/frame.ts';
import { readClientName } from './client-name.ts';

export interface FlowClient {
  readonly name: string;
  /** The verified host that one goes on to; the scheme of a native application. */
  readonly host: string;
}

/** @returns undefined without one, and for Gatehouse's own pages: there it is Gatehouse that one signs in to. */
export function findClient(flow: Flow, frame: Frame): FlowClient | undefined {
  const { oauth2_login_request: asked, oauth2_redirect_origin: origin } = flow;
  if (asked === undefined || origin === undefined || frame.isGatehouse) return undefined;
  const name = readClientName(asked.client.client_name, asked.client.client_id);
  return { name, host: URL.canParse(origin) ? new URL(origin).host || origin : origin };
}
