import { Button, Card, PageHeader } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { ConsoleForm, readRefusal } from '../../../../../components/forms/console-form.tsx';
import { WebhookFields } from '../../../../../components/webhooks/webhook-fields.tsx';

export const metadata: Metadata = { title: 'Create webhook' };

export default async function NewWebhookPage({
  params,
}: {
  readonly params: Promise<{ readonly project: string }>;
}) {
  const { project } = await params;
  return (
    <>
      <PageHeader title="Create webhook">
        Its secret is shown once, on the next page. All of this can be changed later.
      </PageHeader>
      <Card className="form-card form-card-wide">
        <ConsoleForm name="create-webhook" hidden={{ _project: project }}>
          <WebhookFields values={readRefusal('create-webhook')?.values} />
          <div className="gh-row">
            <Button type="submit" variant="primary">
              Create webhook
            </Button>
          </div>
        </ConsoleForm>
      </Card>
    </>
  );
}
