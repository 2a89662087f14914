import type { Webhook } from '@gatehouse/contracts';
import { Button, CopyableValue } from '@gatehouse/ui';
import { ConfirmDialog } from '../forms/confirm-dialog.tsx';
import { ConsoleForm } from '../forms/console-form.tsx';
import { Moment } from '../moment.tsx';

export interface WebhookFactsProps {
  readonly project: string;
  readonly webhook: Webhook;
}

/** The side of a webhook's page: what it is, and its secret. */
export function WebhookFacts({ project, webhook }: WebhookFactsProps) {
  const hidden = { _project: project, _webhook: webhook.id };
  const { enabled, previous_secret_expires_at: previousEnds } = webhook;
  return (
    <dl className="gh-facts columns-side">
      <div>
        <dt>Webhook id</dt>
        <dd>
          <CopyableValue value={webhook.id} label="webhook id" />
        </dd>
      </div>
      <div>
        <dt>Created</dt>
        <dd>
          <Moment at={webhook.created_at} />
        </dd>
      </div>
      <div>
        <dt>State</dt>
        <dd className="gh-stack gh-stack-small">
          <span>{enabled ? 'Enabled' : 'Disabled: nothing is sent.'}</span>
          <ConsoleForm
            name="set-webhook-state"
            hidden={{ ...hidden, _state: enabled ? 'disabled' : 'enabled' }}
            className=""
          >
            <Button type="submit" size="small">
              {enabled ? 'Disable webhook' : 'Enable webhook'}
            </Button>
          </ConsoleForm>
        </dd>
      </div>
      <div>
        <dt>Secret</dt>
        <dd className="gh-stack gh-stack-small">
          <span className="gh-muted">Stored sealed; it is not shown again.</span>
          {previousEnds === null ? null : (
            <span className="gh-muted">
              The one before signs too until <Moment at={previousEnds} />.
            </span>
          )}
          <span>
            <ConfirmDialog
              form="rotate-webhook-secret"
              hidden={hidden}
              action="Create new secret"
              title="Create a new secret?"
              isDangerous={false}
            >
              <p>
                The new one is shown once. For 24 hours messages are signed with both, so that you
                can replace it in time.
              </p>
            </ConfirmDialog>
          </span>
        </dd>
      </div>
    </dl>
  );
}
