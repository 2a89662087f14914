import { FailurePage } from '../components/failure-page.tsx';
import { HostedPage } from '../components/hosted-page.tsx';
import { Moment } from '../components/moment.tsx';
import { PortalDomainSection } from '../components/portal-domain.tsx';
import { textsOf } from '../locale/texts.ts';
import { loadOnboardingPage, type OnboardingView } from '../visit/onboarding-page.ts';
import { type PageProps, servePage } from '../visit/serve-page.ts';

export const getServerSideProps = servePage(loadOnboardingPage);

export default function OnboardingPage({ frame, content }: PageProps<OnboardingView>) {
  if (content.kind === 'failure') return <FailurePage frame={frame} failure={content.failure} />;
  const texts = textsOf[frame.locale].onboarding;
  const { portal, link, check } = content.view;
  const { label } = portal.organization;
  const fields = { link, csrf_token: portal.csrf_token };
  return (
    <HostedPage frame={frame} title={texts.title(label)}>
      <div className="hosted-lead gh-stack gh-stack-small">
        <p>{portal.domains.length === 0 ? texts.none(label) : texts.lead(frame.name)}</p>
        {portal.domains.length === 0 ? null : <p>{texts.patience}</p>}
      </div>
      {portal.domains.map((domain) => (
        <PortalDomainSection
          key={domain.domain}
          domain={domain}
          locale={frame.locale}
          projectUrl={frame.projectUrl}
          fields={fields}
          outcome={check?.domain === domain.domain ? check.outcome : null}
        />
      ))}
      <p className="hosted-client-links">
        <span>
          {texts.until} <Moment at={portal.expires_at} locale={frame.locale} />
        </span>
      </p>
    </HostedPage>
  );
}
