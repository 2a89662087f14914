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

/** Where one can begin again without the application. */
const restarts: Readonly<Partial<Record<FailureName, string>>> = {
  expired: pagePaths.login,
  otherBrowser: pagePaths.login,
  deviceGone: pagePaths.device,
};

/** What happened, why, and what to do. */
export function FailurePage({ frame, failure }: FailurePageProps) {
  const { failures } = textsOf[frame.locale];
  const { title, text } = failures[failure];
  const restart = restarts[failure];
  return (
    <HostedPage frame={frame} title={title}>
      <p className="hosted-lead">{text}</p>
      {restart === undefined ? null : (
        <ButtonLink href={frame.projectUrl + restart} variant="primary" size="large" isWide>
          {failures.again}
        </ButtonLink>
      )}
    </HostedPage>
  );
}
