import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export interface FieldProps {
  /** Of the control; the label, the hint and the errors are tied to it. */
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly errors?: readonly string[];
  /** The word behind the label of a field that may stay empty, such as "optional". */
  readonly optionalText?: string;
  readonly children: ReactNode;
}

/** What a control inside a Field carries, so that its hint and errors are read with it. */
export function describeControl({ id, hint, errors = [] }: Omit<FieldProps, 'children' | 'label'>) {
  const described = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(errors.length === 0 ? [] : [`${id}-error`]),
  ];
  return {
    id,
    ...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') }),
    ...(errors.length === 0 ? {} : { 'aria-invalid': true as const }),
  };
}

/** Label, control, hint and errors of one question. */
export function Field({ id, label, hint, errors = [], optionalText, children }: FieldProps) {
  return (
    <div className="gh-field">
      <div className="gh-field-head">
        <label className="gh-label" htmlFor={id}>
          {label}
          {optionalText === undefined ? null : (
            <span className="gh-optional"> ({optionalText})</span>
          )}
        </label>
      </div>
      {children}
      {hint === undefined ? null : (
        <p className="gh-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {errors.length === 0 ? null : (
        <div id={`${id}-error`}>
          {errors.map((error) => (
            <p className="gh-field-error" key={error}>
              <CircleAlert className="gh-icon" />
              {error}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}
