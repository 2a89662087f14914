import type { ComponentProps, ReactNode } from 'react';

export interface CheckboxProps extends ComponentProps<'input'> {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** `radio` for one of several. */
  readonly type?: 'checkbox' | 'radio';
}

export function Checkbox({ label, hint, type = 'checkbox', ...input }: CheckboxProps) {
  const hintId = `${input.id}-hint`;
  return (
    <div className="gh-check">
      <input
        {...input}
        type={type}
        className="gh-check-input"
        {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
      />
      <label className="gh-check-label" htmlFor={input.id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p className="gh-hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
