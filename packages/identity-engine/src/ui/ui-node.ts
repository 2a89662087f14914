// The fields of a form in Ory's shape: what the page draws and posts back.

import type { UiMessage } from './messages.ts';

export interface UiInputAttributes {
  readonly name: string;
  readonly type: 'hidden' | 'text' | 'email' | 'password' | 'submit';
  readonly value?: string;
  readonly required?: boolean;
  readonly autocomplete?: string;
  readonly maxlength?: number;
  readonly disabled: boolean;
  readonly node_type: 'input';
}

export interface UiNode {
  readonly type: 'input';
  readonly group: 'default' | 'password';
  readonly attributes: UiInputAttributes;
  readonly messages: readonly UiMessage[];
  readonly meta: { readonly label?: UiMessage };
}

interface Input extends Omit<UiInputAttributes, 'disabled' | 'node_type'> {
  readonly group?: UiNode['group'];
  readonly label?: UiMessage;
  readonly messages?: readonly UiMessage[] | undefined;
}

export function buildInput({
  group = 'default',
  label,
  messages = [],
  ...attributes
}: Input): UiNode {
  return {
    type: 'input',
    group,
    attributes: { ...attributes, disabled: false, node_type: 'input' },
    messages,
    meta: label === undefined ? {} : { label },
  };
}
