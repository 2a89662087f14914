import type { FlowContext } from '../flows/flow-context.ts';
import { isSessionLive, type SessionFacts } from './session.ts';

/** @returns the session that the token stands for, or undefined where it stands for none that is live. */
export async function findLiveSession(
  token: string | undefined,
  { runtime, nowSeconds }: Pick<FlowContext, 'runtime' | 'nowSeconds'>,
): Promise<SessionFacts | undefined> {
  const tokenHash = token === undefined ? undefined : runtime.secrets.hashSessionToken(token);
  if (tokenHash === undefined) return undefined;
  const facts = await runtime.store.findSession(tokenHash);
  return facts !== undefined && isSessionLive(facts, nowSeconds) ? facts : undefined;
}
