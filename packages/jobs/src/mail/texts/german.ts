import type { MailTexts } from './mail-texts.ts';

export const german: MailTexts = {
  registrationAttempt: {
    subject: (project) => `Sie haben schon ein Konto bei ${project}`,
    heading: 'Sie haben schon ein Konto',
    happened: (project) =>
      `Gerade wollte jemand mit dieser E-Mail-Adresse ein Konto bei ${project} anlegen. Zu ihr gibt es schon eines, darum wurde nichts angelegt und nichts geändert.`,
    ifYou: 'Wenn Sie es waren, melden Sie sich mit Ihrem bisherigen Passwort an.',
    signIn: 'Anmelden',
    ifNotYou:
      'Wenn Sie es nicht waren, müssen Sie nichts tun: Wer es versucht hat, hat nichts über Ihr Konto erfahren.',
  },
  why: (project) =>
    `Sie erhalten diese Nachricht, weil diese Adresse zu einem Konto bei ${project} gehört.`,
};
