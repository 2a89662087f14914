// As whom, until when, and where the browser goes: always in sight, never behind a click.

import type { Locale } from '../locale/choose-locale.ts';
import type { Texts } from '../locale/texts.ts';
import type { ConsentRequest } from '../project-api/consent.ts';
import { Moment } from './moment.tsx';

export interface ConsentFactsProps {
  readonly consent: ConsentRequest;
  readonly texts: Texts;
}

const loopbackPattern = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

export function ConsentFacts({
  consent,
  texts: { consent: texts, device: deviceTexts },
  locale,
}: ConsentFactsProps & { readonly locale: Locale }) {
  const { account, redirect_host: host, expires_at: expiresAt, device } = consent;
  return (
    <dl className="hosted-facts">
      <div>
        <dt>{texts.signedInAs}</dt>
        <dd>{account.email || account.name}</dd>
      </div>
      <div>
        <dt>{texts.lasts}</dt>
        <dd>
          {expiresAt == null ? (
            texts.untilWithdrawn
          ) : (
            <>
              {texts.until} <Moment at={expiresAt} locale={locale} />
            </>
          )}
        </dd>
      </div>
      {device === undefined ? (
        <div>
          <dt>{texts.leadsTo}</dt>
          <dd>{loopbackPattern.test(host) ? texts.thisDevice(host) : host}</dd>
        </div>
      ) : (
        <>
          <div>
            <dt>{deviceTexts.askedFrom}</dt>
            <dd>{device.address || deviceTexts.unknownAddress}</dd>
          </div>
          <div>
            <dt>{deviceTexts.askedAt}</dt>
            <dd>
              <Moment at={device.requested_at} locale={locale} />
            </dd>
          </div>
        </>
      )}
    </dl>
  );
}

/** The raw names, for who wants them. */
export function ConsentDetails({ consent, texts: { consent: texts } }: ConsentFactsProps) {
  const { client, scopes, audience } = consent;
  return (
    <details className="hosted-details">
      <summary>{texts.details}</summary>
      <dl className="gh-facts">
        <div>
          <dt>{texts.client}</dt>
          <dd className="gh-mono">{client.client_id}</dd>
        </div>
        {scopes.length === 0 ? null : (
          <div>
            <dt>{texts.scopeNames}</dt>
            <dd className="gh-mono">{scopes.join(' ')}</dd>
          </div>
        )}
        {audience.length === 0 ? null : (
          <div>
            <dt>{texts.audience}</dt>
            <dd className="gh-mono">{audience.join(' ')}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

export interface ClientLinksProps extends ConsentFactsProps {
  readonly clientName: string;
}

/** Only addresses on the web: a client's registration is not ours to trust. */
export function ClientLinks({ consent: { client }, clientName, texts }: ClientLinksProps) {
  const links = [
    { href: client.policy_uri, text: texts.consent.policy(clientName) },
    { href: client.tos_uri, text: texts.consent.terms(clientName) },
  ].filter(({ href }) => href !== undefined && /^https?:\/\//i.test(href));
  if (links.length === 0) return null;
  return (
    <p className="hosted-client-links">
      {links.map(({ href, text }) => (
        <a key={text} href={href} rel="noreferrer" target="_blank">
          {text}
        </a>
      ))}
    </p>
  );
}
