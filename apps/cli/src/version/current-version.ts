/** The version of this command, the same as in package.json (a test compares them). */
export const currentVersion = '0.1.0';
