// Every text of the pages. Sentences are whole, so that another language can turn them round.

import { formatWait, readNumber } from './format.ts';

type Context = Readonly<Record<string, unknown>>;

export const english = {
  errorTitle: (title: string) => `Error: ${title}`,
  pageTitle: (title: string, project: string) => `${title} · ${project}`,
  footer: {
    language: 'Language',
    terms: 'Terms',
    privacy: 'Privacy',
    securedBy: 'Secured by',
  },
  fields: {
    identifier: 'Email address',
    'traits.email': 'Email address',
    'traits.name': 'Name',
    password: 'Password',
  } as Readonly<Record<string, string>>,
  optional: 'optional',
  showPassword: 'Show',
  hidePassword: 'Hide',
  capsLock: 'Caps Lock is on.',
  checkForm: 'Check what is marked below.',
  login: {
    title: (name: string) => `Sign in to ${name}`,
    confirmTitle: 'Confirm that it is you',
    goOnTo: (project: string, host: string) =>
      `With your account at ${project}. After that you go on to ${host}.`,
    submit: 'Sign in',
    isNew: (project: string) => `New to ${project}?`,
    register: 'Create an account',
  },
  registration: {
    title: 'Create your account',
    lead: (project: string) => `One account for everything at ${project}.`,
    goOnTo: (project: string, client: string, host: string) =>
      `An account at ${project}, with which you sign in to ${client}. After that you go on to ${host}.`,
    submit: 'Create account',
    passwordHint: 'A few words that do not belong together are easy to keep and hard to guess.',
    hasAccount: 'Already have an account?',
    login: 'Sign in',
  },
  consent: {
    title: (client: string, project: string) => `Allow ${client} to use your ${project} account?`,
    unverified: (host: string) =>
      `Nobody has checked this app: it chose its name itself. Allow it only if you have just come from ${host} and trust it.`,
    signedInAs: 'Signed in as',
    able: 'It will be able to',
    scopes: {
      openid: () => 'Recognise you by the id of your account',
      email: () => 'See your email address',
      profile: (name: string | undefined) =>
        name === undefined ? 'See your name' : `See your name, ${name}`,
      offline: () => 'Keep this access when you are away',
    },
    otherScope: 'Use the permission',
    nothing: 'Learn that you have signed in, and nothing more',
    lasts: 'Lasts',
    untilWithdrawn: 'until you withdraw it',
    until: 'until',
    leadsTo: 'Leads to',
    thisDevice: (host: string) => `an app on this device (${host})`,
    details: 'Technical details',
    client: 'Client id',
    scopeNames: 'Scopes',
    audience: 'For',
    remember: 'Do not ask again for the same access',
    policy: (client: string) => `Privacy policy of ${client}`,
    terms: (client: string) => `Terms of ${client}`,
    allow: 'Allow',
    deny: 'Deny',
  },
  device: {
    title: 'Connect a device',
    lead: (project: string) =>
      `Enter the code that your device or terminal shows. Then sign in to ${project} here, and it is signed in there.`,
    warning:
      'Go on only if you have just started this yourself. Whoever sent you a code wants to get into your account.',
    code: 'Code',
    codeHint: 'Eight letters, in capitals or not.',
    submit: 'Continue',
    problems: {
      wrong:
        'This code is not known here, has expired, or was used. Check it, or start again on the device.',
      limited:
        'Too many codes were wrong. Wait ten minutes, then start again on the device for a new code.',
    },
    connected: {
      title: 'The device is connected',
      text: 'It goes on by itself in a few seconds. You can close this page.',
    },
    denied: {
      title: 'The device was not connected',
      text: 'Nothing was shared with it. You can close this page.',
    },
    failed: {
      title: 'The device could not be connected',
      text: 'The request has ended, or the code has expired. Start again on the device.',
    },
    asks: 'A device asks for this, not this browser. Allow it only if you have just started it yourself. If somebody sent you the code or a link, deny it: they would get into your account.',
    unverified: 'Nobody has checked this app: it chose its name itself.',
    askedFrom: 'Started from',
    askedAt: 'Started',
    unknownAddress: 'an unknown address',
  },
  logout: {
    title: (project: string) => `Sign out of ${project}?`,
    asked: (client: string) => `${client} asks to sign you out here too.`,
    explain: 'You will have to sign in again the next time.',
    leadsTo: (host: string) => `After that you go back to ${host}.`,
    submit: 'Sign out',
    stay: 'Stay signed in',
    noneTitle: 'You are signed out',
    none: 'Nobody is signed in in this browser.',
  },
  signedIn: {
    title: 'You are signed in',
    lead: (project: string) => `This is your account at ${project}.`,
    since: 'Signed in',
    submit: 'Sign out',
  },
  onboarding: {
    title: (organization: string) => `Domains of ${organization}`,
    lead: (project: string) =>
      `${project} asks for proof that these domains are yours. Where you manage their DNS, add a TXT record with this name and content, then have it looked up here.`,
    patience:
      'It may take a while until a new record can be seen. Nothing is lost if you come back.',
    none: (organization: string) =>
      `No domain of ${organization} has been named yet. Ask whoever gave you this link to add it.`,
    states: { unverified: 'not verified', verified: 'verified' },
    recordName: 'Name of the TXT record',
    recordValue: 'Content',
    checked: 'Last looked up',
    check: 'Look the record up',
    checkAgain: 'Look it up again',
    outcomes: {
      verified: 'The record was found: the domain is verified. Leave the record where it is.',
      missing:
        'There is no TXT record with this content yet. Check it, wait a while, and try again.',
      unreachable: 'The DNS did not answer in time. Nothing was changed: try again.',
      recent: 'This was looked up a moment ago. Wait a few seconds and try again.',
    },
    until: 'This link works until',
  },
  failures: {
    reference: 'If you ask for help, give this reference:',
    again: 'Start again',
    toLogin: 'Go to sign-in',
    detail: 'What the server says',
    unreachable: {
      title: 'This does not work right now',
      text: 'The service cannot be reached. Nothing is lost: wait a moment and load this page again.',
    },
    expired: {
      title: 'This page was open too long',
      text: 'It can no longer be used. Go back to the app that you came from, or start again here.',
    },
    otherBrowser: {
      title: 'This page belongs to another browser',
      text: 'It works only where it was begun, and only with cookies. Start again in this browser.',
    },
    notFound: {
      title: 'There is nothing at this address',
      text: 'Check the address, or go back to the app that you came from.',
    },
    requestGone: {
      title: 'This request is over',
      text: 'It was answered already, or it waited too long. Go back to the app that you came from and start there again.',
    },
    deviceGone: {
      title: 'This page cannot be used any more',
      text: 'It was open too long, or was begun in another browser. Enter the code of the device again.',
    },
    portalGone: {
      title: 'This link leads nowhere',
      text: 'It has ended or was taken back. Ask whoever gave it to you for another.',
    },
    unknown: {
      title: 'That did not work',
      text: 'Go back to the app that you came from and try again.',
    },
    byId: {
      security_csrf_violation: {
        title: 'That form could not be accepted',
        text: 'It came from another window or another browser. Nothing was changed. Start again.',
      },
      self_service_flow_expired: {
        title: 'This page was open too long',
        text: 'It can no longer be used. Go back to the app that you came from, or start again.',
      },
      temporarily_unavailable: {
        title: 'Too many people at once',
        text: 'Wait a minute, go back and send it again. Nothing is lost.',
      },
      access_denied: {
        title: 'Access was denied',
        text: 'Nothing was shared. You can close this page.',
      },
    } as Readonly<Record<string, { readonly title: string; readonly text: string }>>,
    byClient: {
      title: 'This request was refused',
      text: 'The app that sent you here asked for something that this server does not allow. Only its makers can change that.',
    },
  },
  /** Messages of flows, by Ory's ids and our own. `field` is the name of the field that they stand at. */
  messages: {
    1010003: () => 'Sign in once more, so that we know it is still you.',
    1900001: () =>
      'If that address was new, your account is there now. Sign in with your password.',
    4000002: (_: Context, field: string) => missing[field] ?? 'Fill in this field.',
    4000004: () => 'This contains characters that cannot be used here.',
    4000006: () => 'Email address or password is wrong. Check both and try again.',
    4000017: (context: Context) =>
      `This is too long: use at most ${readNumber(context, 'max_length')} characters.`,
    4000031: () => 'Your password is too close to your email address. Choose another one.',
    4000032: (context: Context) =>
      `Your password is too short: use at least ${readNumber(context, 'min_length')} characters.`,
    4000033: (context: Context) =>
      `Your password is too long: use at most ${readNumber(context, 'max_length')} characters.`,
    4000034: () => 'Attackers try this password first. Choose one that only you would think of.',
    4000040: () => 'This is not an email address. Write it like name@example.com.',
    4010001: () => 'The form was open too long. This is a new one: fill it in again.',
    4010002: () => 'Choose how to sign in.',
    4010003: () => 'Choose how to sign in.',
    4040001: () => 'The form was open too long. This is a new one: fill it in again.',
    4900001: (context: Context) =>
      `Too many attempts. Try again in ${formatWait(readNumber(context, 'retry_after_seconds'), 'en')}.`,
  } as Readonly<Record<number, (context: Context, field: string) => string>>,
};

const missing: Readonly<Record<string, string>> = {
  identifier: 'Enter your email address.',
  'traits.email': 'Enter your email address.',
  'traits.name': 'Enter your name.',
  password: 'Enter a password.',
};

export type Texts = typeof english;
