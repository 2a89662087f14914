// The two steps of a browser that brings a user code: it is sent to be asked for it, and comes back when
// somebody has taken it. Both are bound to the browser that began.

import { openDeviceState, sealDeviceState } from '@gatehouse/keys';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';

type Context = Pick<RouteContext, 'keyring' | 'random' | 'clock'>;

/** A browser that is asked for a code. */
export interface AskedBrowser {
  readonly browserHash: string;
  /** What its tries are counted by, wherever the code is sent from. */
  readonly address: readonly string[] | undefined;
}

/** A browser whose code was taken. */
export interface TakenCode {
  readonly browserHash: string;
  readonly userCode: string;
  /** Taken by the hosted page, which has shown nobody which device it is. */
  readonly isHosted: boolean;
}

interface Aged {
  readonly sealedAtSeconds: number;
}

const lifetimeSeconds = 30 * 60;

export function createDeviceChallenge(
  asked: AskedBrowser,
  { project }: ProjectRequest,
  context: Context,
): string {
  const { projectId } = project.project;
  const state = { ...asked, sealedAtSeconds: context.clock.nowSeconds() };
  return sealDeviceState(context, { projectId, kind: 'challenge' }, state);
}

export function createDeviceVerifier(
  taken: TakenCode,
  { project }: ProjectRequest,
  context: Context,
): string {
  const { projectId } = project.project;
  const state = { ...taken, sealedAtSeconds: context.clock.nowSeconds() };
  return sealDeviceState(context, { projectId, kind: 'verifier' }, state);
}

/** @returns undefined for what no browser of this project was sent with, or too long ago. */
export function readDeviceChallenge(
  value: string,
  { project }: ProjectRequest,
  context: Context,
): AskedBrowser | undefined {
  const { projectId } = project.project;
  const place = { projectId, kind: 'challenge' } as const;
  // Sealed by createDeviceChallenge alone: nobody else has the key.
  const state = openDeviceState(context.keyring, place, value) as (AskedBrowser & Aged) | undefined;
  return isFresh(state, context) ? state : undefined;
}

/** @returns as `readDeviceChallenge`. */
export function readDeviceVerifier(
  value: string,
  { project }: ProjectRequest,
  context: Context,
): TakenCode | undefined {
  const { projectId } = project.project;
  const place = { projectId, kind: 'verifier' } as const;
  const state = openDeviceState(context.keyring, place, value) as (TakenCode & Aged) | undefined;
  return isFresh(state, context) ? state : undefined;
}

function isFresh(state: Aged | undefined, { clock }: Context): boolean {
  return state !== undefined && clock.nowSeconds() < state.sealedAtSeconds + lifetimeSeconds;
}
