// A code that somebody entered, on the hosted page or on one of the project's own: counted, looked up, and
// answered with what its browser comes back with.

import type { Answer } from '@gatehouse/token-engine';
import type { DeviceRequest } from '@gatehouse/token-engine/ports';
import type { ProjectRequest } from '../http/project-request.ts';
import { checkUserCodeLimits } from '../limits/user-code-limits.ts';
import type { RouteContext } from '../routes/route.ts';
import { type AskedBrowser, createDeviceVerifier } from './device-state.ts';

export type TakeOutcome =
  | { readonly kind: 'taken'; readonly redirectTo: string }
  | { readonly kind: 'wrong'; readonly answer: Answer<DeviceRequest> }
  | { readonly kind: 'limited'; readonly headers: Readonly<Record<string, string>> };

export async function takeUserCode(
  entered: {
    readonly browser: AskedBrowser;
    readonly userCode: string;
    readonly isHosted: boolean;
  },
  request: ProjectRequest,
  context: RouteContext,
): Promise<TakeOutcome> {
  const { browser, userCode, isHosted } = entered;
  const limits = checkUserCodeLimits(browser, request, context.limits);
  if (limits.isExceeded) return { kind: 'limited', headers: limits.headers };
  const answer = await context.engine.deviceRequest(request.project, userCode);
  if ('refusal' in answer) {
    limits.countWrong();
    return { kind: 'wrong', answer };
  }
  const { browserHash } = browser;
  const verifier = createDeviceVerifier({ browserHash, userCode, isHosted }, request, context);
  const { issuer } = request.project.project;
  return {
    kind: 'taken',
    redirectTo: `${issuer}/oauth2/device/verify?device_verifier=${verifier}`,
  };
}
