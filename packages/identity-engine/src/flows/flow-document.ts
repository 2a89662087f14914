// A flow as pages and applications read it: Ory's JSON (Kratos). FLOWS.md is the contract.

import { maxEmailLength, maxNameLength } from '../identities/identity-schema.ts';
import type { IdentityRuntime } from '../identity-runtime.ts';
import { methodTable } from '../methods/method-table.ts';
import { labels, type UiMessage } from '../ui/messages.ts';
import { buildInput, type UiNode } from '../ui/ui-node.ts';
import type { Flow, FlowFlavour } from './flow.ts';

export interface FlowDocument {
  readonly id: string;
  readonly type: FlowFlavour;
  readonly state: 'choose_method';
  readonly issued_at: string;
  readonly expires_at: string;
  readonly request_url: string;
  readonly return_to?: string;
  readonly oauth2_login_challenge?: string;
  readonly refresh?: boolean;
  readonly requested_aal?: 'aal1';
  readonly organization_id: null;
  readonly ui: {
    readonly action: string;
    readonly method: 'POST';
    readonly nodes: readonly UiNode[];
    readonly messages: readonly UiMessage[];
  };
}

/** @param browserSecret the flow cookie of the browser that the flow is bound to. */
export function buildFlowDocument(
  flow: Flow,
  { issuer, secrets }: Pick<IdentityRuntime, 'issuer' | 'secrets'>,
  browserSecret: string | undefined,
): FlowDocument {
  const csrfToken =
    flow.flavour === 'browser' && browserSecret !== undefined
      ? secrets.buildCsrfToken(flow.flowId, browserSecret)
      : '';
  return {
    id: flow.flowId,
    type: flow.flavour,
    state: 'choose_method',
    issued_at: formatTime(flow.issuedAtSeconds),
    expires_at: formatTime(flow.expiresAtSeconds),
    request_url: flow.requestUrl,
    ...(flow.returnTo === undefined ? {} : { return_to: flow.returnTo }),
    ...(flow.loginChallenge === undefined ? {} : { oauth2_login_challenge: flow.loginChallenge }),
    ...(flow.kind === 'login' ? { refresh: flow.isRefresh, requested_aal: 'aal1' as const } : {}),
    organization_id: null,
    ui: {
      action: `${issuer}/self-service/${flow.kind}?flow=${flow.flowId}`,
      method: 'POST',
      nodes: [
        buildInput({ name: 'csrf_token', type: 'hidden', value: csrfToken, required: true }),
        ...(flow.kind === 'login' ? loginNodes(flow) : registrationNodes(flow)),
      ],
      messages: flow.form.messages,
    },
  };
}

function loginNodes({ form }: Flow): UiNode[] {
  return [
    buildInput({
      name: 'identifier',
      type: 'text',
      value: form.values['identifier'] ?? '',
      required: true,
      autocomplete: 'username',
      maxlength: maxEmailLength,
      label: labels.email,
      messages: form.fieldMessages['identifier'],
    }),
    ...[...methodTable.values()].flatMap((method) => method.loginNodes(form)),
  ];
}

function registrationNodes({ form }: Flow): UiNode[] {
  return [
    buildInput({
      name: 'traits.email',
      type: 'email',
      value: form.values['traits.email'] ?? '',
      required: true,
      autocomplete: 'email',
      maxlength: maxEmailLength,
      label: labels.trait('E-Mail'),
      messages: form.fieldMessages['traits.email'],
    }),
    buildInput({
      name: 'traits.name',
      type: 'text',
      value: form.values['traits.name'] ?? '',
      autocomplete: 'name',
      maxlength: maxNameLength,
      label: labels.trait('Name'),
      messages: form.fieldMessages['traits.name'],
    }),
    ...[...methodTable.values()].flatMap((method) => method.registrationNodes(form)),
  ];
}

function formatTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
