import type { MailTexts } from './mail-texts.ts';

export const english: MailTexts = {
  registrationAttempt: {
    subject: (project) => `You already have an account at ${project}`,
    heading: 'You already have an account',
    happened: (project) =>
      `Somebody just tried to create an account at ${project} with this email address. It already has one, so nothing was created or changed.`,
    ifYou: 'If it was you, sign in with the password that you have.',
    signIn: 'Sign in',
    ifNotYou:
      'If it was not you, you do not have to do anything: whoever tried was told nothing about your account.',
  },
  why: (project) => `You receive this because this address belongs to an account at ${project}.`,
};
