import { ButtonLink } from '@gatehouse/ui';
import { textsOf } from '../locale/texts.ts';
import { pagePaths } from '../page-table.ts';
import type { Frame } from '../visit/frame.ts';
import type { FailureName } from '../visit/serve-page.ts';
import { HostedPage } from './hosted-page.tsx';

export interface FailurePageProps {
  readonly frame: Frame;
  readonly failure: FailureName;
}

/** What happened, why, and what to do. */
export function FailurePage({ frame, failure }: FailurePageProps) {
  const { failures } = textsOf[frame.locale];
  const { title, text } = failures[failure];
  const canRestart = failure === 'expired' || failure === 'otherBrowser';
  return (
    <HostedPage frame={frame} title={title}>
      <p className="hosted-lead">{text}</p>
      {canRestart ? (
        <ButtonLink href={frame.projectUrl + pagePaths.login} variant="primary" size="large" isWide>
          {failures.again}
        </ButtonLink>
      ) : null}
    </HostedPage>
  );
}
