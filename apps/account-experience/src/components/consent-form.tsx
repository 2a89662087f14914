import { Button, Checkbox } from '@gatehouse/ui';
import type { Texts } from '../locale/texts.ts';
import { type ConsentRequest, consentAction, consentFields } from '../project-api/consent.ts';

export interface ConsentFormProps {
  readonly consent: ConsentRequest;
  readonly challenge: string;
  readonly projectUrl: string;
  readonly texts: Texts;
}

/** Allow and Deny: one form, two buttons of the same size. */
export function ConsentForm({ consent, challenge, projectUrl, texts }: ConsentFormProps) {
  return (
    <form className="gh-stack" action={projectUrl + consentAction} method="post" data-once>
      <input type="hidden" name={consentFields.challenge} value={challenge} />
      <input type="hidden" name={consentFields.csrfToken} value={consent.csrf_token} />
      {consent.scopes.map((scope) => (
        <input key={scope} type="hidden" name={consentFields.grantScope} value={scope} />
      ))}
      {consent.remember_allowed ? (
        <Checkbox
          id="remember"
          name={consentFields.remember}
          value="true"
          label={texts.consent.remember}
        />
      ) : null}
      <div className="hosted-decision">
        <Button type="submit" name={consentFields.decision} value="deny" size="large">
          {texts.consent.deny}
        </Button>
        <Button
          type="submit"
          name={consentFields.decision}
          value="allow"
          variant="primary"
          size="large"
        >
          {texts.consent.allow}
        </Button>
      </div>
    </form>
  );
}
