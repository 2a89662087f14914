'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { buttonClass } from '../forms/button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly trigger?: ReactElement<Record<string, unknown>>;
  readonly defaultOpen?: boolean;
  /** Closes only by one of its buttons: for what is shown once. */
  readonly isPersistent?: boolean;
  /** Nothing stands in for it where there is no script. */
  readonly isScriptOnly?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

export function Dialog(props: DialogProps) {
  const { title, children, trigger, defaultOpen = false, isPersistent = false } = props;
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root
      defaultOpen={defaultOpen}
      disablePointerDismissal={isPersistent}
      onOpenChange={(isOpen, details) => {
        if (isPersistent && details.reason === 'escape-key') {
          details.cancel();
          return;
        }
        props.onOpenChange?.(isOpen);
      }}
    >
      {trigger === undefined ? null : (
        <span className="gh-needs-script">
          <Base.Trigger render={trigger} />
        </span>
      )}
      {trigger === undefined || props.isScriptOnly === true ? null : (
        <ScriptlessDialog trigger={trigger}>{children}</ScriptlessDialog>
      )}
      <Base.Portal>
        <Base.Backdrop className="gh-backdrop" />
        <Base.Popup
          className="gh-dialog"
          ref={popup}
          initialFocus={() => findFirstField(popup.current)}
        >
          <div className="gh-dialog-head">
            <Base.Title className="gh-dialog-title">{title}</Base.Title>
            {isPersistent ? null : (
              <Base.Close
                className={buttonClass({ variant: 'quiet', size: 'small', isIconOnly: true })}
                aria-label="Close"
              >
                <X className="gh-icon" />
              </Base.Close>
            )}
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Without script: a disclosure with the words of the trigger, which holds the same form. */
function ScriptlessDialog({
  trigger,
  children,
}: Required<Pick<DialogProps, 'trigger' | 'children'>>) {
  return (
    <noscript>
      <details className="gh-disclosure">
        <summary className={String(trigger.props['className'] ?? '')}>
          {trigger.props['children'] as ReactNode}
        </summary>
        <div className="gh-disclosure-body">{children}</div>
      </details>
    </noscript>
  );
}

/** Where a person begins to type; the first button where there is nothing to type. */
function findFirstField(popup: HTMLElement | null): HTMLElement | true {
  return popup?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea') ?? true;
}

/** A button that closes the dialog around it. */
export function DialogClose({
  children,
  variant = 'secondary',
}: {
  readonly children: ReactNode;
  readonly variant?: 'primary' | 'secondary';
}) {
  return (
    <Base.Close className={buttonClass({ variant }, 'gh-needs-script')}>{children}</Base.Close>
  );
}
