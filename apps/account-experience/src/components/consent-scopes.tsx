// What a client asks for, in sentences. A scope that we do not know shows its raw name.

import { Check } from 'lucide-react';
import type { Texts } from '../locale/texts.ts';
import type { ConsentRequest } from '../project-api/consent.ts';

export interface ConsentScopesProps {
  readonly consent: ConsentRequest;
  readonly texts: Texts;
}

/** `offline` and `offline_access` are one permission. */
const sentenceNames: Readonly<Record<string, keyof Texts['consent']['scopes']>> = {
  openid: 'openid',
  email: 'email',
  profile: 'profile',
  offline: 'offline',
  offline_access: 'offline',
};

export function ConsentScopes({ consent, texts: { consent: texts } }: ConsentScopesProps) {
  const known = new Set(consent.scopes.flatMap((scope) => sentenceNames[scope] ?? []));
  const others = consent.scopes.filter((scope) => !Object.hasOwn(sentenceNames, scope));
  return (
    <ul className="hosted-scopes">
      {[...known].map((sentence) => (
        <li key={sentence}>
          <Check className="gh-icon" />
          <span>{texts.scopes[sentence](consent.account.name || undefined)}</span>
        </li>
      ))}
      {others.map((scope) => (
        <li key={scope}>
          <Check className="gh-icon" />
          <span>
            {texts.otherScope} <code>{scope}</code>
          </span>
        </li>
      ))}
      {consent.scopes.length === 0 ? (
        <li>
          <Check className="gh-icon" />
          <span>{texts.nothing}</span>
        </li>
      ) : null}
    </ul>
  );
}
