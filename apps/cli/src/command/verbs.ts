/** The verbs that take a noun, what they are for, and their other spellings. */
export const verbSummaries: Readonly<Record<string, { summary: string; aliases: string[] }>> = {
  auth: { summary: 'Sign in with the browser', aliases: [] },
  create: { summary: 'Create something', aliases: [] },
  list: { summary: 'List things', aliases: ['ls'] },
  get: { summary: 'Show one thing', aliases: [] },
  update: { summary: 'Change something', aliases: [] },
  delete: { summary: 'Delete something', aliases: [] },
  import: { summary: 'Create something from a file', aliases: [] },
  use: { summary: 'Select the project or workspace that commands use by default', aliases: [] },
  perform: { summary: 'Perform an OAuth 2.0 flow', aliases: [] },
  introspect: { summary: 'Look into a token', aliases: [] },
  revoke: { summary: 'Revoke a token', aliases: [] },
};
