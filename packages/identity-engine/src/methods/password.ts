// The password method: NIST SP 800-63B section 3.1.1. An unknown account costs the same reads, the same
// count and the same hash as a known one, and is answered alike.

import { buildAddressBucket } from '../attempts/address-bucket.ts';
import {
  type AttemptVerdict,
  decideAttempt,
  findWaitSeconds,
  forgiveAttempt,
} from '../attempts/decide-attempt.ts';
import type { Flow, FlowForm } from '../flows/flow.ts';
import { emptyForm } from '../flows/flow.ts';
import type { FlowContext } from '../flows/flow-context.ts';
import { buildEcho, buildFieldForm, type Submission } from '../flows/submission.ts';
import { normalizeIdentifier } from '../identities/normalize-identifier.ts';
import { checkPassword } from '../passwords/check-password.ts';
import { preparePassword } from '../passwords/prepare-password.ts';
import type { PasswordAccount } from '../ports/identity-store.ts';
import type { PasswordVerdict, PasswordWork } from '../ports/passwords.ts';
import {
  credentialsInvalid,
  labels,
  propertyMissing,
  tooManyAttempts,
  type UiMessage,
} from '../ui/messages.ts';
import { buildInput } from '../ui/ui-node.ts';
import type { Authentication, Method } from './method.ts';

interface PasswordLogin {
  /** Normalised. */
  readonly identifier: string;
  /** Prepared. */
  readonly password: string;
  readonly values: FlowForm['values'];
}

function parseLogin({ fields }: Submission): PasswordLogin | { readonly form: FlowForm } {
  const identifier = normalizeIdentifier(fields.get('identifier') ?? '');
  const password = fields.get('password') ?? '';
  const values = buildEcho(fields, ['identifier']);
  const problems = new Map<string, UiMessage>();
  if (identifier === '') problems.set('identifier', propertyMissing('identifier'));
  if (password === '') problems.set('password', propertyMissing('password'));
  if (problems.size > 0) return { form: buildFieldForm(values, problems) };
  return { identifier, password: preparePassword(password), values };
}

/** The verdict on a password that was compared, whoever it belongs to. */
export function decidePassword(facts: {
  readonly account: PasswordAccount | undefined;
  readonly password: PasswordVerdict;
}): 'proved' | 'refused' {
  const isProved = facts.password.isMatch && facts.account?.state === 'active';
  return isProved ? 'proved' : 'refused';
}

async function authenticate(
  submission: Submission,
  _flow: Flow,
  context: FlowContext,
): Promise<Authentication> {
  const login = parseLogin(submission);
  if ('form' in login) return { kind: 'refused', reason: 'form_invalid', form: login.form };
  const { runtime, nowSeconds } = context;
  const { identifier } = login;
  const address = buildAddressBucket(submission.device.address ?? '');
  const keys = {
    account: runtime.secrets.hashAttempt({ kind: 'account', identifier }),
    accountAddress: runtime.secrets.hashAttempt({ kind: 'account_address', identifier, address }),
  };
  // Whoever must wait anyway takes no place from others.
  const wait = findWaitSeconds(await runtime.store.loadAttempts(keys), nowSeconds);
  if (wait > 0) return refuseForNow(login, wait, context);
  return runtime.passwords.withPlace(async (passwords) => {
    const { verdict, account } = await runtime.store.countAttempt(
      { keys, identifier },
      (counters) => decideAttempt(counters, nowSeconds),
    );
    if (!verdict.isAdmitted) return refuseForNow(login, verdict.retryAfterSeconds, context);
    return comparePassword({ login, keys, account, passwords }, context);
  });
}

interface Comparison {
  readonly login: PasswordLogin;
  readonly keys: { readonly account: Uint8Array; readonly accountAddress: Uint8Array };
  readonly account: PasswordAccount | undefined;
  readonly passwords: PasswordWork;
}

async function comparePassword(
  { login, keys, account, passwords }: Comparison,
  { trail, nowSeconds }: FlowContext,
): Promise<Authentication> {
  const verdict = await passwords.verify(login.password, account?.passwordHash);
  const comparedHash = account?.passwordHash;
  if (
    decidePassword({ account, password: verdict }) === 'refused' ||
    account === undefined ||
    comparedHash === undefined
  ) {
    trail.fail('credentials', { expected: 'an active identity and its password' });
    const form = { ...emptyForm, messages: [credentialsInvalid()], values: login.values };
    return { kind: 'refused', reason: 'credentials_invalid', form };
  }
  trail.pass('credentials');
  return {
    kind: 'proved',
    proved: {
      identityId: account.identityId,
      sessionLifetimeSeconds: account.sessionLifetimeSeconds,
      attempt: { keys, counters: forgiveAttempt(nowSeconds) },
      comparedHash,
      newHash: verdict.isOutdated ? await passwords.hash(login.password) : undefined,
    },
  };
}

function refuseForNow(
  { values }: PasswordLogin,
  retryAfterSeconds: AttemptVerdict['retryAfterSeconds'],
  { trail }: FlowContext,
): Authentication {
  trail.fail('attempts', { received: `wait ${retryAfterSeconds} s` });
  const form = { ...emptyForm, messages: [tooManyAttempts(retryAfterSeconds)], values };
  return { kind: 'too_many_attempts', form, retryAfterSeconds };
}

export const passwordMethod: Method = {
  name: 'password',
  loginNodes: ({ fieldMessages }) => [
    buildInput({
      name: 'password',
      type: 'password',
      required: true,
      autocomplete: 'current-password',
      group: 'password',
      label: labels.password,
      messages: fieldMessages['password'],
    }),
    buildInput({
      name: 'method',
      type: 'submit',
      value: 'password',
      group: 'password',
      label: labels.signInWithPassword,
    }),
  ],
  registrationNodes: ({ fieldMessages }) => [
    buildInput({
      name: 'password',
      type: 'password',
      required: true,
      autocomplete: 'new-password',
      group: 'password',
      label: labels.password,
      messages: fieldMessages['password'],
    }),
    buildInput({
      name: 'method',
      type: 'submit',
      value: 'password',
      group: 'password',
      label: labels.signUp,
    }),
  ],
  authenticate,
  enrol({ fields }, identifier, { runtime }) {
    const password = preparePassword(fields.get('password') ?? '');
    const problem = checkPassword({
      password,
      identifier,
      minLength: runtime.settings.minPasswordLength,
      isCommon: runtime.passwords.isCommon,
    });
    return {
      problems: new Map(problem === undefined ? [] : [['password', problem]]),
      create: () =>
        runtime.passwords.withPlace(async (passwords) => ({
          passwordHash: await passwords.hash(password),
        })),
    };
  },
};
