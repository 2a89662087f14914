import { Alert, CodeBlock, CopyableValue, Dialog, DialogClose } from '@gatehouse/ui';
import type { ShownSecret } from '../../forms/flash.ts';

/** A secret, this once. It closes only by its button. */
export function ShownSecretDialog({ secret }: { readonly secret: ShownSecret }) {
  return (
    <>
      <Dialog title={secret.title} defaultOpen isPersistent>
        <div className="gh-stack">
          <p className="gh-muted">Copy it now: it is stored as a hash and cannot be shown again.</p>
          <CopyableValue value={secret.value} label={secret.label.toLowerCase()} />
          <CodeBlock code={secret.lines} label=".env" />
        </div>
        <div className="gh-dialog-actions">
          <DialogClose variant="primary">I have saved it</DialogClose>
        </div>
      </Dialog>
      <noscript>
        <Alert tone="warning" title={secret.title}>
          <p>Copy it now: it is stored as a hash and cannot be shown again.</p>
          <pre className="gh-mono">{secret.lines}</pre>
        </Alert>
      </noscript>
    </>
  );
}
