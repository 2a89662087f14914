import type { WebhookDelivery } from '@gatehouse/contracts';

type Attempt = WebhookDelivery['attempts'][number];

const faultTexts: Readonly<Record<NonNullable<Attempt['fault']>, string>> = {
  refused_status: 'Not accepted',
  redirect: 'Redirected, which is not followed',
  timeout: 'No answer within 5 seconds',
  forbidden_address: 'Leads to an address that is not public',
  unreachable: 'Could not be reached',
};

/** @returns how the endpoint answered, such as "503, not accepted". */
export function describeAnswer({ response_status: status, fault }: Attempt): string {
  const said = fault === null ? 'accepted' : faultTexts[fault];
  if (status === null) return said;
  return `${status}, ${said.charAt(0).toLowerCase()}${said.slice(1)}`;
}

/** @returns the duration with its unit. */
export function describeDuration({ duration_ms: milliseconds }: Attempt): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
