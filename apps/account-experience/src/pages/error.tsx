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
  const { id = '', reason, message, trace_id: traceId } = content.view.failure;
  const { title, text } = failures.byId[id] ?? failures.unknown;
  const detail = reason ?? message;
  const isClientsFault = id.startsWith('invalid_') || id.startsWith('unauthorized_');
  return (
    <HostedPage frame={frame} title={title}>
      <div className="hosted-lead gh-stack gh-stack-small">
        <p>{text}</p>
        {isClientsFault ? <p>{failures.byClient}</p> : null}
      </div>
      {detail === undefined ? null : (
        <div className="hosted-said">
          <p className="gh-hint">{failures.detail}</p>
          <p lang="en">{detail}</p>
        </div>
      )}
      {traceId === undefined ? null : (
        <p className="gh-hint">
          {failures.reference} <span className="gh-mono">{traceId}</span>
        </p>
      )}
    </HostedPage>
  );
}
