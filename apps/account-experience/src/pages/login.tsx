import { FailurePage } from '../components/failure-page.tsx';
import { findClient } from '../components/flow-client.ts';
import { FlowForm, hasFlowErrors } from '../components/flow-form.tsx';
import { HostedPage } from '../components/hosted-page.tsx';
import { OtherWay } from '../components/other-way.tsx';
import { textsOf } from '../locale/texts.ts';
import { type FlowView, loadFlowPage } from '../visit/flow-page.ts';
import { type PageProps, servePage } from '../visit/serve-page.ts';

export const getServerSideProps = servePage((visit) => loadFlowPage(visit, 'login'));

export default function LoginPage({ frame, content }: PageProps<FlowView>) {
  if (content.kind === 'failure') return <FailurePage frame={frame} failure={content.failure} />;
  const { flow, otherUrl } = content.view;
  const texts = textsOf[frame.locale];
  const isConfirmation = flow.refresh === true;
  const client = findClient(flow, frame);
  const title = isConfirmation
    ? texts.login.confirmTitle
    : texts.login.title(client?.name ?? frame.name);
  return (
    <HostedPage frame={frame} title={title} hasErrors={hasFlowErrors(flow)}>
      {client === undefined ? null : (
        <p className="hosted-lead">{texts.login.goOnTo(frame.name, client.host)}</p>
      )}
      <FlowForm flow={flow} texts={texts} submitText={texts.login.submit} />
      {isConfirmation || !frame.allowsRegistration ? null : (
        <OtherWay
          question={texts.login.isNew(frame.name)}
          href={otherUrl}
          answer={texts.login.register}
        />
      )}
    </HostedPage>
  );
}
