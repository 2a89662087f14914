import type { MailLocale } from '@gatehouse/protocol';
import type { SessionDevice } from '../sessions/session.ts';
import type { UiMessage } from '../ui/messages.ts';
import type { FlowForm } from './flow.ts';

/** What somebody posts to a flow. Fields by their form names, those of nested JSON joined by dots. */
export interface Submission {
  readonly flowId: string;
  readonly fields: ReadonlyMap<string, string>;
  /** The flow cookie as received. */
  readonly browserSecret: string | undefined;
  /** The session cookie as received. */
  readonly sessionToken: string | undefined;
  readonly device: SessionDevice;
  /** The language of whoever posts. */
  readonly locale: MailLocale;
  /** Whether only a browser sends what came with it: native flows are not for browsers. */
  readonly isFromBrowser: boolean;
}

const longestEcho = 320;
const unshowable = /[\p{Cc}\p{Cs}]/u;

/** @returns the values that the page may show again: short, storable, and never a secret. */
export function buildEcho(
  fields: ReadonlyMap<string, string>,
  names: readonly string[],
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of names) {
    const value = fields.get(name) ?? '';
    if (value !== '' && value.length <= longestEcho && !unshowable.test(value))
      values[name] = value;
  }
  return values;
}

/** @returns a form that shows the problems, each beside its field. */
export function buildFieldForm(
  values: FlowForm['values'],
  problems: ReadonlyMap<string, UiMessage>,
): FlowForm {
  const fieldMessages = Object.fromEntries(
    [...problems].map(([name, message]) => [name, [message]]),
  );
  return { messages: [], values, fieldMessages };
}
