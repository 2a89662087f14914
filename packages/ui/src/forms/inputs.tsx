import { ChevronDown } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { joinClasses } from '../class-names.ts';
import { describeControl, Field } from './field.tsx';

interface Question {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly errors?: readonly string[];
  readonly optionalText?: string;
}

/** Parts a question's props from those of its control. */
function splitQuestion<Props extends Question>(props: Props) {
  const { label, hint, errors, optionalText, ...control } = props;
  const question = {
    id: props.id,
    label,
    ...(hint === undefined ? {} : { hint }),
    ...(errors === undefined ? {} : { errors }),
    ...(optionalText === undefined ? {} : { optionalText }),
  };
  return { question, control: { ...control, ...describeControl(question) } };
}

export type TextFieldProps = ComponentProps<'input'> & Question & { readonly isLarge?: boolean };

export function TextField({ isLarge = false, ...props }: TextFieldProps) {
  const { question, control } = splitQuestion(props);
  return (
    <Field {...question}>
      <input
        type="text"
        {...control}
        className={joinClasses('gh-input', isLarge && 'gh-input-large', props.className)}
      />
    </Field>
  );
}

export function TextAreaField(props: ComponentProps<'textarea'> & Question) {
  const { question, control } = splitQuestion(props);
  return (
    <Field {...question}>
      <textarea {...control} className={joinClasses('gh-input', props.className)} />
    </Field>
  );
}

/** The browser's own select: quick, known, and the right thing on a phone. It needs a label of its own. */
export function Select({ className, ...select }: ComponentProps<'select'>) {
  return (
    <span className="gh-select">
      <select {...select} className={joinClasses('gh-input', className)} />
      <ChevronDown className="gh-icon" />
    </span>
  );
}

export function SelectField(props: ComponentProps<'select'> & Question) {
  const { question, control } = splitQuestion(props);
  return (
    <Field {...question}>
      <Select {...control} />
    </Field>
  );
}
