import type { OAuth2Client } from '@gatehouse/contracts';
import { Button, Card, TextAreaField, TextField } from '@gatehouse/ui';
import { ConsoleForm, readRefusal } from '../forms/console-form.tsx';
import { signsPeopleIn } from './describe-client.ts';

export interface ClientFormProps {
  readonly project: string;
  readonly client: OAuth2Client;
}

export function ClientForm({ project, client }: ClientFormProps) {
  const values = readRefusal('edit-client')?.values;
  return (
    <Card>
      <ConsoleForm name="edit-client" hidden={{ _project: project, _client: client.client_id }}>
        <TextField
          id="name"
          name="name"
          label="Name"
          required
          maxLength={100}
          defaultValue={values?.['name'] ?? client.client_name}
        />
        {signsPeopleIn(client) ? (
          <>
            <TextAreaField
              id="redirect-uris"
              name="redirect_uris"
              label="Redirect URIs"
              hint="One on a line, compared letter by letter."
              className="gh-mono"
              rows={Math.max(2, client.redirect_uris.length)}
              spellCheck={false}
              defaultValue={values?.['redirect_uris'] ?? client.redirect_uris.join('\n')}
            />
            <TextAreaField
              id="post-logout-redirect-uris"
              name="post_logout_redirect_uris"
              label="Redirect URIs after signing out"
              optionalText="optional"
              className="gh-mono"
              rows={Math.max(1, client.post_logout_redirect_uris.length)}
              spellCheck={false}
              defaultValue={
                values?.['post_logout_redirect_uris'] ?? client.post_logout_redirect_uris.join('\n')
              }
            />
          </>
        ) : null}
        <TextField
          id="scope"
          name="scope"
          label="Scopes"
          className="gh-mono"
          spellCheck={false}
          defaultValue={values?.['scope'] ?? client.scope}
        />
        <div className="gh-row">
          <Button type="submit" variant="primary">
            Save client
          </Button>
        </div>
      </ConsoleForm>
    </Card>
  );
}
