// What a flow says to a person, by Ory's numbers (Kratos, package text) where Ory has one. Pages translate
// by the number; the English text is for whoever does not.

export interface UiMessage {
  readonly id: number;
  readonly text: string;
  readonly type: 'info' | 'error' | 'success';
  readonly context?: Readonly<Record<string, unknown>>;
}

const error = (id: number, text: string, context: Readonly<Record<string, unknown>> = {}) =>
  ({ id, text, type: 'error', context }) satisfies UiMessage;
const info = (id: number, text: string, context: Readonly<Record<string, unknown>> = {}) =>
  ({ id, text, type: 'info', context }) satisfies UiMessage;

export const labels = {
  password: info(1070001, 'Password'),
  email: info(1070007, 'Email'),
  signInWithPassword: info(1010022, 'Sign in with password'),
  signUp: info(1040001, 'Sign up'),
  trait: (title: string) => info(1070002, title, { title }),
};

export const confirmItIsYou = (): UiMessage =>
  info(1010003, 'Please confirm this action by verifying that it is you.');

export const propertyMissing = (property: string): UiMessage =>
  error(4000002, `Property ${property} is missing.`, { property });

export const textUnusable = (): UiMessage =>
  error(4000004, 'This contains characters that cannot be used.', { pattern: '[^\\p{Cc}]' });

export const textTooLong = (maxLength: number, actualLength: number): UiMessage =>
  error(4000017, `length must be <= ${maxLength}, but got ${actualLength}`, {
    max_length: maxLength,
    actual_length: actualLength,
  });

// Ory's text repeats the value; this one does not, so that nothing typed stands in a message.
export const emailInvalid = (): UiMessage => error(4000040, 'This is not a valid email address');

export const credentialsInvalid = (): UiMessage =>
  error(
    4000006,
    'The provided credentials are invalid, check for spelling mistakes in your password or username, email address, or phone number.',
  );

export const passwordLikeIdentifier = (): UiMessage =>
  error(4000031, 'The password can not be used because it is too similar to the identifier.');

export const passwordTooShort = (minLength: number, actualLength: number): UiMessage =>
  error(
    4000032,
    `The password must be at least ${minLength} characters long, but got ${actualLength}.`,
    { min_length: minLength, actual_length: actualLength },
  );

export const passwordTooLong = (maxLength: number, actualLength: number): UiMessage =>
  error(
    4000033,
    `The password must be at most ${maxLength} characters long, but got ${actualLength}.`,
    { max_length: maxLength, actual_length: actualLength },
  );

export const passwordCommon = (): UiMessage =>
  error(4000034, 'The password has been found in data breaches and must no longer be used.');

/** The three below differ between the flows. */
export const flowMessages = {
  login: {
    expired: () => error(4010001, 'The login flow expired, please try again.'),
    noMethod: () =>
      error(
        4010002,
        'Could not find any strategy to log you in with. Did you fill out the form correctly?',
      ),
  },
  registration: {
    expired: () => error(4040001, 'The registration flow expired, please try again.'),
    noMethod: () =>
      error(
        4010003,
        'Could not find any strategy to sign you up with. Did you fill out the form correctly?',
      ),
  },
};

/** Gatehouse's own: the same after every registration, whether the address was new or not. */
export const signInAfterRegistration = (): UiMessage =>
  info(1900001, 'If this address is new here, your account is ready. Sign in to continue.');

/** Gatehouse's own. */
export const tooManyAttempts = (retryAfterSeconds: number): UiMessage =>
  error(4900001, `Too many attempts. Wait ${retryAfterSeconds} seconds and try again.`, {
    retry_after_seconds: retryAfterSeconds,
  });
