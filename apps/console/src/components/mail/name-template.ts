const names: Readonly<Record<string, string>> = {
  registration_attempt: 'Sign-up with an address that has an account',
};

/** @returns what a mail is about, for one whose subject is not kept. */
export function nameTemplate(template: string): string {
  return names[template] ?? template.replaceAll('_', ' ');
}
