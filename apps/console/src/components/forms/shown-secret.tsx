import { Alert, CodeBlock, CopyableValue, Dialog, DialogClose } from '@gatehouse/ui';
import type { ShownSecret } from '../../forms/flash.ts';

/** A secret, this once. It closes only by its button. */
export function ShownSecretDialog({ secret }: { readonly secret: ShownSecret }) {
  return (
    <>
      <Dialog title={secret.title} defaultOpen isPersistent>
        <Secret secret={secret} />
        <div className="gh-dialog-actions">
          <DialogClose variant="primary">I have saved it</DialogClose>
        </div>
      </Dialog>
      <noscript>
        <Alert tone="warning" title={secret.title}>
          <Secret secret={secret} />
        </Alert>
      </noscript>
    </>
  );
}

function Secret({ secret: { label, value, lines } }: { readonly secret: ShownSecret }) {
  return (
    <div className="gh-stack">
      <p className="gh-muted">Copy it now: it cannot be shown again.</p>
      <CopyableValue value={value} label={label.toLowerCase()} />
      {lines === undefined ? null : (
        <CodeBlock code={lines} label=".env" fileName="gatehouse.env" />
      )}
    </div>
  );
}
