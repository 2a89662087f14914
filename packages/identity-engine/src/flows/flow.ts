import type { UiMessage } from '../ui/messages.ts';

export const flowKinds = ['login', 'registration'] as const;
export type FlowKind = (typeof flowKinds)[number];

/** `browser` is bound to a cookie; `api` is for native applications, which have none. */
export type FlowFlavour = 'browser' | 'api';

/** What the page shows again: messages, and what was typed. Never a password. */
export interface FlowForm {
  readonly messages: readonly UiMessage[];
  readonly values: Readonly<Record<string, string>>;
  readonly fieldMessages: Readonly<Record<string, readonly UiMessage[]>>;
}

/** One attempt of somebody to sign in or up. It is completed once, or never. */
export interface Flow {
  readonly flowId: string;
  readonly kind: FlowKind;
  readonly flavour: FlowFlavour;
  /** Keyed hash of the browser's secret; undefined for native applications. */
  readonly browserHash: Uint8Array | undefined;
  readonly requestUrl: string;
  /** Checked against the project's list when the flow was made. */
  readonly returnTo: string | undefined;
  /** The OAuth 2.0 request that waits for this login. */
  readonly loginChallenge: string | undefined;
  /** Somebody who is signed in confirms to be that person. */
  readonly isRefresh: boolean;
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
  readonly isCompleted: boolean;
  readonly form: FlowForm;
}

export const emptyForm: FlowForm = { messages: [], values: {}, fieldMessages: {} };
