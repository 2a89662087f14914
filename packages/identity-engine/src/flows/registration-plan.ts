import type { IdentityId, MailLocale } from '@gatehouse/protocol';
import type { Traits } from '../identities/identity-record.ts';
import type { Flow } from './flow.ts';

/** All that one registration writes, in one transaction. */
export interface RegistrationPlan {
  readonly flowId: string;
  readonly atSeconds: number;
  readonly identity: {
    readonly identityId: IdentityId;
    readonly schemaId: string;
    readonly traits: Traits;
  };
  readonly address: {
    readonly addressId: string;
    readonly normalized: string;
    readonly value: string;
  };
  readonly passwordHash: string;
  /** In which whoever has the address is written to. */
  readonly locale: MailLocale;
  /** The login flow that the browser goes on with, whatever came of the registration. */
  readonly nextFlow: Flow;
}
