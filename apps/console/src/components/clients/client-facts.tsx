import type { OAuth2Client } from '@gatehouse/contracts';
import { CopyableValue } from '@gatehouse/ui';
import { ConfirmDialog } from '../forms/confirm-dialog.tsx';
import { Moment } from '../moment.tsx';
import { describeClient, isPublic } from './describe-client.ts';

export interface ClientFactsProps {
  readonly project: string;
  readonly issuer: string;
  readonly client: OAuth2Client;
}

/** The side of a client's page: what it is, in values to copy. */
export function ClientFacts({ project, issuer, client }: ClientFactsProps) {
  return (
    <dl className="gh-facts columns-side">
      <div>
        <dt>Client id</dt>
        <dd>
          <CopyableValue value={client.client_id} label="client id" />
        </dd>
      </div>
      <div>
        <dt>Issuer</dt>
        <dd>
          <CopyableValue value={issuer} label="issuer" />
        </dd>
      </div>
      <div>
        <dt>Kind</dt>
        <dd>
          {describeClient(client)}, <code>{client.token_endpoint_auth_method}</code>
        </dd>
      </div>
      <div>
        <dt>Grant types</dt>
        <dd className="gh-mono">{client.grant_types.join(', ')}</dd>
      </div>
      <div>
        <dt>PKCE</dt>
        <dd>{client.require_pkce || isPublic(client) ? 'Required' : 'Accepted'}</dd>
      </div>
      <div>
        <dt>Created</dt>
        <dd>
          <Moment at={client.created_at} />
        </dd>
      </div>
      {isPublic(client) ? null : (
        <div>
          <dt>Secret</dt>
          <dd className="gh-stack gh-stack-small">
            <span className="gh-muted">Stored as a hash; nobody can read it.</span>
            <span>
              <ConfirmDialog
                form="rotate-client-secret"
                hidden={{ _project: project, _client: client.client_id }}
                action="Create new secret"
                title="Create a new secret?"
                isDangerous={false}
              >
                <p>The new one is shown once. The old one is accepted too until you retire it.</p>
              </ConfirmDialog>
            </span>
          </dd>
        </div>
      )}
    </dl>
  );
}
