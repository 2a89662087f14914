import type { ComponentProps } from 'react';
import { joinClasses } from '../class-names.ts';

export interface ButtonLook {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'small' | 'regular' | 'large';
  readonly isWide?: boolean;
  /** Square; the button then needs an `aria-label`. */
  readonly isIconOnly?: boolean;
}

/** The class of a button, for elements that a library renders. */
export function buttonClass(look: ButtonLook = {}, className?: string): string {
  const { variant = 'secondary', size = 'regular', isWide = false, isIconOnly = false } = look;
  return joinClasses(
    'gh-button',
    `gh-button-${variant}`,
    size !== 'regular' && `gh-button-${size}`,
    isWide && 'gh-button-wide',
    isIconOnly && 'gh-button-icon-only',
    className,
  );
}

/** Does something here. It never submits a form unless told to by `type`. */
export function Button(props: ComponentProps<'button'> & ButtonLook) {
  const { variant, size, isWide, isIconOnly, className, type = 'button', ...rest } = props;
  const look = buildLook({ variant, size, isWide, isIconOnly });
  return <button {...rest} type={type} className={buttonClass(look, className)} />;
}

/** Leads somewhere and looks like a button. */
export function ButtonLink(props: ComponentProps<'a'> & ButtonLook) {
  const { variant, size, isWide, isIconOnly, className, ...rest } = props;
  const look = buildLook({ variant, size, isWide, isIconOnly });
  return <a {...rest} className={buttonClass(look, className)} />;
}

type Loose<Type> = { readonly [Key in keyof Type]: Type[Key] | undefined };

function buildLook(look: Loose<Required<ButtonLook>>): ButtonLook {
  const { variant = 'secondary', size = 'regular', isWide = false, isIconOnly = false } = look;
  return { variant, size, isWide, isIconOnly };
}
