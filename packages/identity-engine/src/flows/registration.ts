// The registration flow: a new identity with a credential. OWASP ASVS 5.0 section 6.3.8: whether the address
// was taken changes nothing that can be seen, so it signs nobody in but leads to a login flow that says so.
// Whoever has the address is told by mail.

import { buildUuidV4, buildUuidV7, type MailLocale, parseIdentityId } from '@gatehouse/protocol';
import { FlowError } from '../errors/flow-error.ts';
import { checkTraits } from '../identities/check-traits.ts';
import type { Traits } from '../identities/identity-record.ts';
import { defaultSchemaId } from '../identities/identity-schema.ts';
import { normalizeIdentifier } from '../identities/normalize-identifier.ts';
import { signInAfterRegistration } from '../ui/messages.ts';
import { buildFollowingFlow } from './create-flow.ts';
import { emptyForm, type Flow } from './flow.ts';
import type { FlowContext } from './flow-context.ts';
import type { RegistrationPlan } from './registration-plan.ts';
import { buildEcho, buildFieldForm } from './submission.ts';
import { type FlowSteps, keepForm, replaceFlow } from './submit-flow.ts';

const traitFields = ['traits.email', 'traits.name'];

/** @returns the identity and the flow that follows, with ids that are new. */
export function buildRegistrationPlan(
  flow: Flow,
  given: { readonly traits: Traits; readonly passwordHash: string; readonly locale: MailLocale },
  context: Omit<FlowContext, 'trail'>,
): RegistrationPlan {
  const { nowSeconds, nowMilliseconds, random } = context;
  const { traits, passwordHash, locale } = given;
  const identityId = parseIdentityId(buildUuidV7(nowMilliseconds, random.bytes(10)));
  if (identityId === undefined) throw new Error('A new identity id was refused.');
  const form = {
    ...emptyForm,
    messages: [signInAfterRegistration()],
    values: { identifier: traits.email },
  };
  return {
    flowId: flow.flowId,
    atSeconds: nowSeconds,
    identity: { identityId, schemaId: defaultSchemaId, traits },
    address: {
      addressId: buildUuidV4(random.bytes(16)),
      normalized: normalizeIdentifier(traits.email),
      value: traits.email,
    },
    passwordHash,
    locale,
    nextFlow: buildFollowingFlow(flow, { kind: 'login', form }, context),
  };
}

export const registrationSteps: FlowSteps = {
  kind: 'registration',
  echoes: traitFields,
  async submit(flow, method, { submission, context }) {
    const { fields } = submission;
    const { runtime, trail } = context;
    if (!runtime.isRegistrationOpen) throw new FlowError('registration_closed');
    const checked = checkTraits({
      email: fields.get('traits.email'),
      name: fields.get('traits.name'),
    });
    const identifier = normalizeIdentifier(fields.get('traits.email') ?? '');
    const enrolment = method.enrol(submission, identifier, context);
    const problems = new Map([
      ...('problems' in checked ? checked.problems : []),
      ...enrolment.problems,
    ]);
    if ('problems' in checked || problems.size > 0) {
      trail.fail('form', {
        received: [...problems].map(([name, { id }]) => `${name} ${id}`).join(', '),
      });
      return keepForm(flow, buildFieldForm(buildEcho(fields, traitFields), problems), context);
    }
    trail.pass('form');
    const { passwordHash } = await enrolment.create();
    const given = { traits: checked.traits, passwordHash, locale: submission.locale };
    const plan = buildRegistrationPlan(flow, given, context);
    const outcome = await runtime.store.commitRegistration(plan);
    if (outcome === 'flow_closed') return replaceFlow(flow, 'flow_completed', context);
    if (outcome === 'committed') trail.pass('identifier');
    else trail.fail('identifier', { expected: 'an address that no identity has' });
    return { kind: 'registered', flow, nextFlow: plan.nextFlow };
  },
};
