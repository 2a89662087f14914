import { Alert, PageHeader } from '@gatehouse/ui';
import type { Metadata } from 'next';
import { MessageStatus } from '../../../../../components/mail/message-status.tsx';
import { nameTemplate } from '../../../../../components/mail/name-template.ts';
import { Moment } from '../../../../../components/moment.tsx';
import { read } from '../../../../../read/read.ts';

export const metadata: Metadata = { title: 'Mail' };

export default async function MessagePage({
  params,
}: {
  readonly params: Promise<{ readonly project: string; readonly message: string }>;
}) {
  const { project, message: message_id } = await params;
  const message = await read('getProjectMessage', { params: { project_id: project, message_id } });
  const title = message.subject === '' ? nameTemplate(message.template_type) : message.subject;
  return (
    <>
      <PageHeader
        title={
          <span className="gh-row">
            {title} <MessageStatus message={message} />
          </span>
        }
      />
      <div className="columns">
        {message.body === '' ? (
          <Alert tone="info" title="What it says is not kept">
            A mail is sealed until it is sent, and its text is erased afterwards.
          </Alert>
        ) : (
          <pre className="mail-text">{message.body}</pre>
        )}
        <dl className="gh-facts columns-side">
          <div>
            <dt>To</dt>
            <dd>{message.recipient}</dd>
          </div>
          <div>
            <dt>Written</dt>
            <dd>
              <Moment at={message.created_at} precision="second" />
            </dd>
          </div>
          <div>
            <dt>Attempts</dt>
            <dd>{message.send_count}</dd>
          </div>
        </dl>
      </div>
    </>
  );
}
