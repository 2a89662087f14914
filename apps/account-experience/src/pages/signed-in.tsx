import { Button } from '@gatehouse/ui';
import { FailurePage } from '../components/failure-page.tsx';
import { HostedPage } from '../components/hosted-page.tsx';
import { Moment } from '../components/moment.tsx';
import { textsOf } from '../locale/texts.ts';
import { pagePaths } from '../page-table.ts';
import { loadLogoutToken, logoutAction } from '../project-api/logout.ts';
import { loadSession, type Session } from '../project-api/session.ts';
import { type PageOutcome, type PageProps, servePage } from '../visit/serve-page.ts';
import type { Visit } from '../visit/visit.ts';

interface SignedInView {
  readonly session: Session;
  readonly logoutToken: string;
}

async function loadSignedInPage(visit: Visit): Promise<PageOutcome<SignedInView>> {
  const [session, logoutToken] = await Promise.all([
    loadSession(visit.api),
    loadLogoutToken(visit.api),
  ]);
  if (session === undefined || logoutToken === undefined) {
    return { kind: 'redirect', to: visit.page.projectUrl + pagePaths.login };
  }
  return { kind: 'view', view: { session, logoutToken } };
}

export const getServerSideProps = servePage(loadSignedInPage);

export default function SignedInPage({ frame, content }: PageProps<SignedInView>) {
  if (content.kind === 'failure') return <FailurePage frame={frame} failure={content.failure} />;
  const texts = textsOf[frame.locale];
  const { session, logoutToken } = content.view;
  const { email, name } = session.identity.traits;
  return (
    <HostedPage frame={frame} title={texts.signedIn.title}>
      <p className="hosted-lead">{texts.signedIn.lead(frame.name)}</p>
      <dl className="hosted-facts">
        {name === undefined || name === '' ? null : (
          <div>
            <dt>{texts.fields['traits.name']}</dt>
            <dd>{name}</dd>
          </div>
        )}
        <div>
          <dt>{texts.fields['traits.email']}</dt>
          <dd>{email}</dd>
        </div>
        {session.authenticated_at === undefined ? null : (
          <div>
            <dt>{texts.signedIn.since}</dt>
            <dd>
              <Moment at={session.authenticated_at} locale={frame.locale} />
            </dd>
          </div>
        )}
      </dl>
      <form action={frame.projectUrl + logoutAction} method="post" data-once>
        <input type="hidden" name="token" value={logoutToken} />
        <Button type="submit" size="large" isWide>
          {texts.signedIn.submit}
        </Button>
      </form>
    </HostedPage>
  );
}
