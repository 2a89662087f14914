'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { buttonClass } from '../forms/button.tsx';

export interface CopyButtonProps {
  readonly value: string;
  readonly label: string;
  readonly className?: string;
}

const copiedMilliseconds = 2000;

export function CopyButton({ value, label, className }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), copiedMilliseconds);
    return () => clearTimeout(timer);
  }, [isCopied]);

  return (
    <button
      type="button"
      className={buttonClass({ variant: 'quiet', size: 'small', isIconOnly: !isCopied }, className)}
      aria-label={isCopied ? 'Copied' : label}
      onClick={() => {
        void navigator.clipboard.writeText(value).then(() => setCopied(true));
      }}
    >
      {isCopied ? <Check className="gh-icon" /> : <Copy className="gh-icon" />}
      {isCopied ? <span className="gh-copied">Copied</span> : null}
      <span className="gh-visually-hidden" aria-live="polite">
        {isCopied ? 'Copied' : ''}
      </span>
    </button>
  );
}

/** An id, an address or a key, in mono, with its button. */
export function CopyableValue({
  value,
  label,
}: {
  readonly value: string;
  readonly label: string;
}) {
  return (
    <span className="gh-copyable">
      <span className="gh-copyable-value">{value}</span>
      <CopyButton value={value} label={`Copy ${label}`} />
    </span>
  );
}
