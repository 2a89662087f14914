import { FailurePage } from '../components/failure-page.tsx';
import { HostedPage } from '../components/hosted-page.tsx';
import { textsOf } from '../locale/texts.ts';
import { type Failure, loadFailure } from '../project-api/failure.ts';
import { type PageOutcome, type PageProps, servePage } from '../visit/serve-page.ts';
import type { Visit } from '../visit/visit.ts';

interface ErrorView {
  readonly failure: Failure;
}

async function loadErrorPage(visit: Visit): Promise<PageOutcome<ErrorView>> {
  const id = visit.query('id');
  const failure = id === undefined ? undefined : await loadFailure(visit.api, id);
  if (failure === undefined) return { kind: 'failure', failure: 'requestGone', status: 404 };
  const { code = 400 } = failure;
  return { kind: 'view', view: { failure }, status: code >= 400 && code < 600 ? code : 400 };
}

export const getServerSideProps = servePage(loadErrorPage);

export default function ErrorPage({ frame, content }: PageProps<ErrorView>) {
  if (content.kind === 'failure') return <FailurePage frame={frame} failure={content.failure} />;
  const { failures } = textsOf[frame.locale];
  const { id = '', reason, message, request: traceId } = content.view.failure;
  const isClientsFault = id.startsWith('invalid_') || id.startsWith('unauthorized_');
  const { title, text } =
    failures.byId[id] ?? (isClientsFault ? failures.byClient : failures.unknown);
  const detail = reason ?? message;
  return (
    <HostedPage frame={frame} title={title}>
      <p className="hosted-lead">{text}</p>
      {detail === undefined ? null : (
        <div className="hosted-said">
          <p className="gh-hint">{failures.detail}</p>
          <p lang="en">{detail}</p>
        </div>
      )}
      {traceId === undefined ? null : (
        <div className="hosted-said">
          <p className="gh-hint">{failures.reference}</p>
          <p className="gh-mono">{traceId}</p>
        </div>
      )}
    </HostedPage>
  );
}
