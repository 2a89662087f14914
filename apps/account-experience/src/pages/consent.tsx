import { readClientName } from '../components/client-name.ts';
import { ClientLinks, ConsentDetails, ConsentFacts } from '../components/consent-facts.tsx';
import { ConsentForm } from '../components/consent-form.tsx';
import { ConsentScopes } from '../components/consent-scopes.tsx';
import { ConsentWarnings } from '../components/consent-warnings.tsx';
import { FailurePage } from '../components/failure-page.tsx';
import { HostedPage } from '../components/hosted-page.tsx';
import { textsOf } from '../locale/texts.ts';
import { type ConsentRequest, loadConsent } from '../project-api/consent.ts';
import { type PageOutcome, type PageProps, servePage } from '../visit/serve-page.ts';
import type { Visit } from '../visit/visit.ts';

interface ConsentView {
  readonly consent: ConsentRequest;
  readonly challenge: string;
}

async function loadConsentPage(visit: Visit): Promise<PageOutcome<ConsentView>> {
  const challenge = visit.query('consent_challenge');
  if (challenge === undefined) return { kind: 'failure', failure: 'notFound', status: 404 };
  const answer = await loadConsent(visit.api, challenge);
  if (answer.kind === 'refused') {
    const failure = answer.status === 403 ? 'otherBrowser' : 'requestGone';
    return { kind: 'failure', failure, status: answer.status };
  }
  const consent = answer.value;
  return {
    kind: 'view',
    view: { consent, challenge },
    uiLocales: consent.ui_locales,
    formTargets:
      consent.oauth2_redirect_origin === undefined ? [] : [consent.oauth2_redirect_origin],
    cookies: answer.cookies,
  };
}

export const getServerSideProps = servePage(loadConsentPage);

export default function ConsentPage({ frame, content }: PageProps<ConsentView>) {
  if (content.kind === 'failure') return <FailurePage frame={frame} failure={content.failure} />;
  const { consent, challenge } = content.view;
  const texts = textsOf[frame.locale];
  const clientName = readClientName(consent.client.client_name, consent.client.client_id);
  return (
    <HostedPage frame={frame} title={texts.consent.title(clientName, frame.name)}>
      <ConsentWarnings consent={consent} texts={texts} />
      <section aria-label={texts.consent.able} className="hosted-asks">
        <h2>{texts.consent.able}</h2>
        <ConsentScopes consent={consent} texts={texts} />
      </section>
      <ConsentFacts consent={consent} texts={texts} locale={frame.locale} />
      <ConsentForm
        consent={consent}
        challenge={challenge}
        projectUrl={frame.projectUrl}
        texts={texts}
      />
      <ConsentDetails consent={consent} texts={texts} />
      <ClientLinks consent={consent} clientName={clientName} texts={texts} />
    </HostedPage>
  );
}
