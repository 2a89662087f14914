// What to think of before one allows something: a name that nobody has checked, a device that may be somebody
// else's.

import { Alert } from '@gatehouse/ui';
import type { Texts } from '../locale/texts.ts';
import type { ConsentRequest } from '../project-api/consent.ts';

export interface ConsentWarningsProps {
  readonly consent: ConsentRequest;
  readonly texts: Texts;
}

export function ConsentWarnings({ consent, texts }: ConsentWarningsProps) {
  const { client, device, redirect_host: host } = consent;
  if (device === undefined) {
    return client.is_self_registered ? (
      <Alert tone="warning">{texts.consent.unverified(host)}</Alert>
    ) : null;
  }
  return (
    <Alert tone="warning">
      <p>{texts.device.asks}</p>
      {client.is_self_registered ? <p>{texts.device.unverified}</p> : null}
    </Alert>
  );
}
