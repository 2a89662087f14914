// One domain of an organization: its state, the record that proves it, and the button that looks for it.

import { Alert, Badge, Button } from '@gatehouse/ui';
import type { Locale } from '../locale/choose-locale.ts';
import { textsOf } from '../locale/texts.ts';
import { onboardingAction, type PortalDomain } from '../project-api/onboarding.ts';
import type { CheckOutcome } from '../visit/onboarding-page.ts';
import { Moment } from './moment.tsx';

export interface PortalDomainSectionProps {
  readonly domain: PortalDomain;
  readonly locale: Locale;
  readonly projectUrl: string;
  /** What the form carries besides the domain. */
  readonly fields: Readonly<Record<string, string>>;
  /** What became of the check that was just made; null: none was. */
  readonly outcome: CheckOutcome | null;
}

const tones = {
  verified: 'success',
  missing: 'warning',
  unreachable: 'info',
  recent: 'info',
} as const;

export function PortalDomainSection({
  domain,
  locale,
  outcome,
  ...form
}: PortalDomainSectionProps) {
  const texts = textsOf[locale].onboarding;
  const isVerified = domain.state === 'verified';
  return (
    <section className="hosted-domain" aria-label={domain.domain}>
      <h2>
        {domain.domain}{' '}
        <Badge tone={isVerified ? 'success' : 'neutral'}>{texts.states[domain.state]}</Badge>
      </h2>
      {outcome === null ? null : (
        <div role="status">
          <Alert tone={tones[outcome]}>{texts.outcomes[outcome]}</Alert>
        </div>
      )}
      <dl className="hosted-record">
        <div>
          <dt>{texts.recordName}</dt>
          <dd className="gh-mono">{domain.record_name}</dd>
        </div>
        <div>
          <dt>{texts.recordValue}</dt>
          <dd className="gh-mono">{domain.record_value}</dd>
        </div>
        {domain.checked_at === null ? null : (
          <div>
            <dt>{texts.checked}</dt>
            <dd>
              <Moment at={domain.checked_at} locale={locale} />
            </dd>
          </div>
        )}
      </dl>
      <form action={form.projectUrl + onboardingAction} method="post" data-once>
        {Object.entries({ ...form.fields, domain: domain.domain }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" variant={isVerified ? 'secondary' : 'primary'} isWide>
          {isVerified ? texts.checkAgain : texts.check}
        </Button>
      </form>
    </section>
  );
}
