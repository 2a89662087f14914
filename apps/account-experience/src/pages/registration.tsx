import { FailurePage } from '../components/failure-page.tsx';
import { findClient } from '../components/flow-client.ts';
import { FlowForm, hasFlowErrors } from '../components/flow-form.tsx';
import { HostedPage } from '../components/hosted-page.tsx';
import { OtherWay } from '../components/other-way.tsx';
import { textsOf } from '../locale/texts.ts';
import { type FlowView, loadFlowPage } from '../visit/flow-page.ts';
import { type PageProps, servePage } from '../visit/serve-page.ts';

export const getServerSideProps = servePage((visit) => loadFlowPage(visit, 'registration'));

export default function RegistrationPage({ frame, content }: PageProps<FlowView>) {
  if (content.kind === 'failure') return <FailurePage frame={frame} failure={content.failure} />;
  const { flow, otherUrl } = content.view;
  const texts = textsOf[frame.locale];
  const client = findClient(flow, frame);
  const { title, lead, goOnTo, submit, passwordHint, hasAccount, login } = texts.registration;
  return (
    <HostedPage frame={frame} title={title} hasErrors={hasFlowErrors(flow)}>
      <p className="hosted-lead">
        {client === undefined ? lead(frame.name) : goOnTo(frame.name, client.name, client.host)}
      </p>
      <FlowForm flow={flow} texts={texts} submitText={submit} hints={{ password: passwordHint }} />
      <OtherWay question={hasAccount} href={otherUrl} answer={login} />
    </HostedPage>
  );
}
