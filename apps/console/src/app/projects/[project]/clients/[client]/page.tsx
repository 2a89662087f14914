import type { OAuth2Client } from '@gatehouse/contracts';
import { ButtonLink, CodeBlock, PageHeader, Section, Tabs } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { ClientFacts } from '../../../../../components/clients/client-facts.tsx';
import { ClientForm } from '../../../../../components/clients/client-form.tsx';
import { explainClient, nameOfClient } from '../../../../../components/clients/describe-client.ts';
import { buildSnippets } from '../../../../../components/clients/snippets.ts';
import { buildTryUrl } from '../../../../../components/clients/try-login.ts';
import { ConfirmDialog } from '../../../../../components/forms/confirm-dialog.tsx';
import { RefreshOnReturn } from '../../../../../components/refresh-on-return.tsx';
import { TraceTable } from '../../../../../components/traces/trace-table.tsx';
import { read, readProject } from '../../../../../read/read.ts';

export const metadata: Metadata = { title: 'Client' };

export default async function ClientPage({
  params,
}: {
  readonly params: Promise<{ readonly project: string; readonly client: string }>;
}) {
  const { project, client: escaped } = await params;
  const client_id = decodeURIComponent(escaped);
  const [client, { traces }, { url: issuer }] = await Promise.all([
    read('getProjectClient', { params: { project_id: project, client_id } }),
    read('listProjectTraces', {
      params: { project_id: project },
      query: { client_id, page_size: 8 },
    }),
    readProject(project),
  ]);
  const tryUrl = buildTryUrl(client, issuer);
  const snippets = buildSnippets(client, { issuer, project });
  return (
    <>
      <RefreshOnReturn />
      <PageHeader
        title={nameOfClient(client)}
        action={
          tryUrl === undefined ? undefined : (
            <ButtonLink href={tryUrl} variant="primary" target="_blank" rel="noreferrer">
              Try the login
            </ButtonLink>
          )
        }
      >
        {explainClient(client)}
      </PageHeader>
      <div className="columns">
        <div className="gh-stack gh-stack-large">
          <Section
            title="Connect it"
            description="Ready to paste; the secret stays in your environment."
          >
            <Tabs
              label="Snippets"
              tabs={snippets.map(({ id, title, ...block }) => ({
                id,
                title,
                content: <CodeBlock {...block} label={`${title} snippet`} />,
              }))}
            />
          </Section>
          <Section title="What just happened" description={explainTry(client)}>
            {traces.length === 0 ? (
              <p className="gh-muted">No requests yet.</p>
            ) : (
              <TraceTable project={project} traces={traces} isCompact />
            )}
          </Section>
          <Section title="Settings">
            <ClientForm project={project} client={client} />
          </Section>
          <Section title="Delete" description="Its tokens die at once. This cannot be undone.">
            <div>
              <ConfirmDialog
                form="delete-client"
                hidden={{ _project: project, _client: client_id }}
                action="Delete client"
                title={`Delete ${nameOfClient(client)}?`}
              >
                <p>The application can sign nobody in any more, and its tokens die at once.</p>
              </ConfirmDialog>
            </div>
          </Section>
        </div>
        <ClientFacts project={project} issuer={issuer} client={client} />
      </div>
    </>
  );
}

function explainTry({ redirect_uris: [redirect] }: OAuth2Client): string {
  const last = 'The last requests of this client; a refused one tells which check said no.';
  if (redirect === undefined) return last;
  return `${last} Trying the login opens the sign-in page in a new tab and ends at ${redirect}: come back here to see what happened.`;
}
