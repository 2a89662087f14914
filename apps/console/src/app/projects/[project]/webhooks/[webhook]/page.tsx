import { Button, Card, PageHeader, Section } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { ConfirmDialog } from '../../../../../components/forms/confirm-dialog.tsx';
import { ConsoleForm, readRefusal } from '../../../../../components/forms/console-form.tsx';
import { NextPage } from '../../../../../components/next-page.tsx';
import { RefreshOnReturn } from '../../../../../components/refresh-on-return.tsx';
import { readSearchParams, type SearchParams } from '../../../../../components/search-params.ts';
import { DeliveryTable } from '../../../../../components/webhooks/delivery-table.tsx';
import { WebhookFacts } from '../../../../../components/webhooks/webhook-facts.tsx';
import { WebhookFields } from '../../../../../components/webhooks/webhook-fields.tsx';
import { read } from '../../../../../read/read.ts';

export const metadata: Metadata = { title: 'Webhook' };

export default async function WebhookPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly project: string; readonly webhook: string }>;
  readonly searchParams: SearchParams;
}) {
  const of = await params;
  const query = await readSearchParams(searchParams);
  const { page_token } = query;
  const [webhook, page] = await Promise.all([
    read('getWebhook', { params: of }),
    read('listWebhookDeliveries', {
      params: of,
      query: { page_size: 25, ...(page_token === undefined ? {} : { page_token }) },
    }),
  ]);
  const hidden = { _project: of.project, _webhook: of.webhook };
  return (
    <>
      <RefreshOnReturn />
      <PageHeader
        title={webhook.description === '' ? new URL(webhook.url).host : webhook.description}
        action={
          webhook.enabled ? (
            <ConsoleForm name="test-webhook" hidden={hidden} className="">
              <Button type="submit" variant="primary">
                Send test event
              </Button>
            </ConsoleForm>
          ) : undefined
        }
      >
        <span className="gh-mono webhook-name">{webhook.url}</span>
      </PageHeader>
      <div className="columns">
        <div className="gh-stack gh-stack-large">
          <Section
            title="Deliveries"
            description="Of the last seven days, newest first. What is not accepted is tried eight times within 17 hours."
          >
            {page.deliveries.length === 0 ? (
              <p className="gh-muted">Nothing was sent yet.</p>
            ) : (
              <DeliveryTable {...of} deliveries={page.deliveries} />
            )}
            <NextPage
              path={`/projects/${of.project}/webhooks/${of.webhook}`}
              query={query}
              page={page}
            />
          </Section>
          <Section title="Settings">
            <Card>
              <ConsoleForm name="edit-webhook" hidden={hidden}>
                <WebhookFields values={readRefusal('edit-webhook')?.values} webhook={webhook} />
                <div className="gh-row">
                  <Button type="submit" variant="primary">
                    Save webhook
                  </Button>
                </div>
              </ConsoleForm>
            </Card>
          </Section>
          <Section title="Delete" description="Its deliveries go with it. This cannot be undone.">
            <div>
              <ConfirmDialog
                form="delete-webhook"
                hidden={hidden}
                action="Delete webhook"
                title="Delete this webhook?"
              >
                <p>Nothing more is sent to it, not even what waits to be tried again.</p>
              </ConfirmDialog>
            </div>
          </Section>
        </div>
        <WebhookFacts project={of.project} webhook={webhook} />
      </div>
    </>
  );
}
