// A flow as a plain form: its nodes in their order, what is wrong with each beside it.

import {
  Alert,
  Button,
  ErrorSummary,
  PasswordField,
  type SummaryError,
  TextField,
} from '@gatehouse/ui';
import type { ReactNode } from 'react';
import { type Texts, translateMessage } from '../locale/texts.ts';
import type { Flow, FlowInput } from '../project-api/flow.ts';

export interface FlowFormProps {
  readonly flow: Flow;
  readonly texts: Texts;
  readonly submitText: string;
  /** By the name of the field. */
  readonly hints?: Readonly<Record<string, ReactNode>>;
}

interface DrawnField {
  readonly input: FlowInput;
  readonly id: string;
  readonly label: string;
  readonly errors: readonly string[];
}

export function FlowForm({ flow, texts, submitText, hints = {} }: FlowFormProps) {
  const inputs = flow.ui.nodes;
  const fields = inputs.filter(isField).map((input) => describeField(texts, input));
  const errors = listErrors(texts, { flow, fields });
  const first = errors.length > 0 ? undefined : fields.find(({ input }) => !input.attributes.value);
  return (
    <>
      <FlowNotices flow={flow} texts={texts} errors={errors} />
      <form className="gh-stack" action={flow.ui.action} method="post" noValidate data-once>
        {inputs.filter(isHidden).map(({ attributes: { name, value } }) => (
          <input key={name} type="hidden" name={name} value={String(value ?? '')} />
        ))}
        {fields.map((field) => (
          <FlowField
            key={field.id}
            field={field}
            texts={texts}
            hint={hints[field.input.attributes.name]}
            isFirst={field === first}
          />
        ))}
        {inputs.filter(isSubmit).map(({ attributes: { name, value } }) => (
          <Button
            key={`${name} ${value}`}
            type="submit"
            name={name}
            value={String(value ?? '')}
            variant="primary"
            size="large"
            isWide
          >
            {submitText}
          </Button>
        ))}
      </form>
    </>
  );
}

/** @returns whether the flow came back with something wrong in it. */
export function hasFlowErrors({ ui }: Flow): boolean {
  return [ui.messages ?? [], ...ui.nodes.map(({ messages }) => messages)]
    .flat()
    .some(({ type }) => type === 'error');
}

const isHidden = ({ attributes: { type } }: FlowInput) => type === 'hidden';
const isSubmit = ({ attributes: { type } }: FlowInput) => type === 'submit';
const isField = (input: FlowInput) => !isHidden(input) && !isSubmit(input);

function describeField(texts: Texts, input: FlowInput): DrawnField {
  const { name } = input.attributes;
  const errors = input.messages.filter(({ type }) => type === 'error');
  return {
    input,
    id: name.replaceAll('.', '-'),
    label: texts.fields[name] ?? input.meta.label?.text ?? name,
    errors: errors.map((message) => translateMessage(texts, message, name)),
  };
}

function listErrors(
  texts: Texts,
  { flow, fields }: { flow: Flow; fields: readonly DrawnField[] },
): readonly SummaryError[] {
  return [
    ...(flow.ui.messages ?? [])
      .filter(({ type }) => type === 'error')
      .map((message) => ({ text: translateMessage(texts, message) })),
    ...fields.flatMap(({ id, errors }) => errors.map((text) => ({ text, fieldId: id }))),
  ];
}

interface FlowNoticesProps {
  readonly flow: Flow;
  readonly texts: Texts;
  readonly errors: readonly SummaryError[];
}

function FlowNotices({ flow, texts, errors }: FlowNoticesProps) {
  const notes = (flow.ui.messages ?? []).filter(({ type }) => type !== 'error');
  return (
    <>
      {errors.length === 0 ? null : <FlowErrors texts={texts} errors={errors} />}
      {notes.map((message) => (
        <Alert key={message.id} tone={message.type === 'success' ? 'success' : 'info'}>
          <p>{translateMessage(texts, message)}</p>
        </Alert>
      ))}
    </>
  );
}

/** One thing that is wrong with the whole form is its own title. */
function FlowErrors({ texts, errors }: Omit<FlowNoticesProps, 'flow'>) {
  const [first, ...others] = errors;
  if (first !== undefined && first.fieldId === undefined) {
    return <ErrorSummary title={first.text} errors={others} />;
  }
  return <ErrorSummary title={texts.checkForm} errors={errors} />;
}

interface FlowFieldProps {
  readonly field: DrawnField;
  readonly texts: Texts;
  readonly hint: ReactNode;
  readonly isFirst: boolean;
}

function FlowField({ field, texts, hint, isFirst }: FlowFieldProps) {
  const { attributes } = field.input;
  const shared = {
    id: field.id,
    label: field.label,
    errors: field.errors,
    name: attributes.name,
    required: attributes.required === true,
    disabled: attributes.disabled === true,
    autoFocus: isFirst,
    ...(attributes.autocomplete === undefined ? {} : { autoComplete: attributes.autocomplete }),
    ...(attributes.maxlength === undefined ? {} : { maxLength: attributes.maxlength }),
    ...(hint === undefined ? {} : { hint }),
  };
  if (attributes.type === 'password') {
    return (
      <PasswordField
        {...shared}
        showText={texts.showPassword}
        hideText={texts.hidePassword}
        data-caps-lock={texts.capsLock}
      />
    );
  }
  const isAddress = attributes.name === 'identifier' || attributes.type === 'email';
  return (
    <TextField
      {...shared}
      isLarge
      type={attributes.type}
      defaultValue={String(attributes.value ?? '')}
      {...(shared.required ? {} : { optionalText: texts.optional })}
      {...(isAddress
        ? { inputMode: 'email' as const, autoCapitalize: 'none', spellCheck: false }
        : {})}
    />
  );
}
