import { Button, ButtonLink } from '@gatehouse/ui';
import { FailurePage } from '../components/failure-page.tsx';
import { HostedPage } from '../components/hosted-page.tsx';
import { textsOf } from '../locale/texts.ts';
import { pagePaths } from '../page-table.ts';
import { type LogoutView, loadLogoutPage } from '../visit/logout-page.ts';
import { type PageProps, servePage } from '../visit/serve-page.ts';

export const getServerSideProps = servePage(loadLogoutPage);

export default function LogoutPage({ frame, content }: PageProps<LogoutView>) {
  if (content.kind === 'failure') return <FailurePage frame={frame} failure={content.failure} />;
  const texts = textsOf[frame.locale];
  const { form, clientName, host } = content.view;
  if (form === undefined) {
    return (
      <HostedPage frame={frame} title={texts.logout.noneTitle}>
        <p className="hosted-lead">{texts.logout.none}</p>
        <ButtonLink href={frame.projectUrl + pagePaths.login} size="large" isWide>
          {texts.failures.toLogin}
        </ButtonLink>
      </HostedPage>
    );
  }
  return (
    <HostedPage frame={frame} title={texts.logout.title(frame.name)}>
      <div className="hosted-lead gh-stack gh-stack-small">
        {clientName === undefined ? null : <p>{texts.logout.asked(clientName)}</p>}
        <p>{texts.logout.explain}</p>
        {host === undefined ? null : <p>{texts.logout.leadsTo(host)}</p>}
      </div>
      <form className="hosted-decision" action={form.action} method="post" data-once>
        {Object.entries(form.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ButtonLink href={frame.projectUrl + pagePaths.signedIn} size="large">
          {texts.logout.stay}
        </ButtonLink>
        <Button type="submit" variant="primary" size="large">
          {texts.logout.submit}
        </Button>
      </form>
    </HostedPage>
  );
}
