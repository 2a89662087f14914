/** What mail says in one language. Names of projects are put in as they are: whoever renders escapes them. */
export interface MailTexts {
  readonly registrationAttempt: {
    readonly subject: (project: string) => string;
    readonly heading: string;
    readonly happened: (project: string) => string;
    readonly ifYou: string;
    readonly signIn: string;
    readonly ifNotYou: string;
  };
  readonly why: (project: string) => string;
}
