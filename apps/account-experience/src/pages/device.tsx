import { Alert, Button, ErrorSummary, TextField } from '@gatehouse/ui';
import { FailurePage } from '../components/failure-page.tsx';
import { HostedPage } from '../components/hosted-page.tsx';
import { textsOf } from '../locale/texts.ts';
import { deviceAction, deviceFields } from '../project-api/device.ts';
import { type DeviceView, loadDevicePage } from '../visit/device-page.ts';
import type { Frame } from '../visit/frame.ts';
import { type PageProps, servePage } from '../visit/serve-page.ts';

export const getServerSideProps = servePage(loadDevicePage);

export default function DevicePage({ frame, content }: PageProps<DeviceView>) {
  if (content.kind === 'failure') return <FailurePage frame={frame} failure={content.failure} />;
  const { view } = content;
  if (view.kind === 'form') return <DeviceForm frame={frame} form={view} />;
  const { title, text } = textsOf[frame.locale].device[view.outcome];
  return (
    <HostedPage frame={frame} title={title}>
      <p className="hosted-lead">{text}</p>
    </HostedPage>
  );
}

interface DeviceFormProps {
  readonly frame: Frame;
  readonly form: Extract<DeviceView, { kind: 'form' }>;
}

function DeviceForm({ frame, form }: DeviceFormProps) {
  const texts = textsOf[frame.locale].device;
  const { challenge, csrfToken, userCode, problem } = form;
  return (
    <HostedPage frame={frame} title={texts.title} hasErrors={problem !== null}>
      <p className="hosted-lead">{texts.lead(frame.name)}</p>
      {problem === null ? null : <ErrorSummary title={texts.problems[problem]} errors={[]} />}
      <Alert tone="warning">
        <p>{texts.warning}</p>
      </Alert>
      <form
        className="gh-stack"
        action={frame.projectUrl + deviceAction}
        method="post"
        noValidate
        data-once
      >
        <input type="hidden" name={deviceFields.challenge} value={challenge} />
        <input type="hidden" name={deviceFields.csrfToken} value={csrfToken} />
        <TextField
          isLarge
          id="user-code"
          className="hosted-code"
          name={deviceFields.userCode}
          label={texts.code}
          hint={texts.codeHint}
          defaultValue={userCode}
          required
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          autoFocus={problem === null && userCode === ''}
        />
        <Button type="submit" variant="primary" size="large" isWide>
          {texts.submit}
        </Button>
      </form>
    </HostedPage>
  );
}
