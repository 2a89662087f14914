import { buttonClass } from './button.tsx';
import { describeControl, Field } from './field.tsx';
import type { TextFieldProps } from './inputs.tsx';

export interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'isLarge'> {
  readonly showText: string;
  readonly hideText: string;
}

/**
 * A password with a button that shows it. The button is hidden until a script wakes it (`data-reveal`),
 * so without script nothing on the page is dead.
 */
export function PasswordField(props: PasswordFieldProps) {
  const { label, hint, errors, optionalText, showText, hideText, ...control } = props;
  const question = {
    id: props.id,
    label,
    ...(hint === undefined ? {} : { hint }),
    ...(errors === undefined ? {} : { errors }),
  };
  return (
    <Field {...question}>
      <div className="gh-password">
        <input
          {...control}
          {...describeControl(question)}
          type="password"
          className="gh-input gh-input-large"
          autoCapitalize="none"
          spellCheck={false}
        />
        <button
          type="button"
          hidden
          className={buttonClass({ variant: 'quiet', size: 'small' }, 'gh-password-toggle')}
          aria-controls={props.id}
          data-reveal={hideText}
        >
          {showText}
        </button>
      </div>
    </Field>
  );
}
