import { Button, Card, PageHeader, TextAreaField, TextField } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { ConsoleForm, readRefusal } from '../../../../../components/forms/console-form.tsx';
import { clientKinds, clientKindTexts } from '../../../../../forms/client-kinds.ts';

export const metadata: Metadata = { title: 'Create client' };

export default async function NewClientPage({
  params,
}: {
  readonly params: Promise<{ readonly project: string }>;
}) {
  const { project } = await params;
  const values = readRefusal('create-client')?.values;
  const chosen = values?.['kind'] ?? 'web';
  return (
    <>
      <PageHeader title="Create client">
        One question decides the rest; all of it can be changed later.
      </PageHeader>
      <Card className="form-card form-card-wide">
        <ConsoleForm
          name="create-client"
          hidden={{ _project: project }}
          className="gh-stack kind-form"
        >
          <fieldset className="gh-stack gh-stack-small">
            <legend className="gh-label">What are you building?</legend>
            <div className="kinds">
              {clientKinds.map((kind) => (
                <label className="kind" key={kind}>
                  <input
                    className="gh-check-input"
                    type="radio"
                    name="kind"
                    value={kind}
                    defaultChecked={kind === chosen}
                    aria-describedby={`kind-${kind}`}
                  />
                  <span className="kind-title">{clientKindTexts[kind].title}</span>
                  <span className="gh-hint kind-text" id={`kind-${kind}`}>
                    {clientKindTexts[kind].description}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <TextField
            id="name"
            name="name"
            label="Name"
            hint="People see it when they are asked for consent."
            required
            maxLength={100}
            defaultValue={values?.['name']}
          />
          <div className="kind-people">
            <TextAreaField
              id="redirect-uris"
              name="redirect_uris"
              label="Redirect URIs"
              hint="Where people go after signing in, one on a line. They are compared letter by letter; on 127.0.0.1 any port fits."
              className="gh-mono"
              rows={3}
              spellCheck={false}
              placeholder={clientKindTexts.web.redirectExample}
              defaultValue={values?.['redirect_uris']}
            />
          </div>
          <div className="kind-machine">
            <TextField
              id="scope"
              name="scope"
              label="Scopes"
              hint="What it may ask for, with blanks between: invoices:read invoices:write."
              optionalText="optional"
              className="gh-mono"
              spellCheck={false}
              defaultValue={values?.['scope']}
            />
          </div>
          <div className="gh-row">
            <Button type="submit" variant="primary">
              Create client
            </Button>
          </div>
        </ConsoleForm>
      </Card>
    </>
  );
}
