export type * from './browser-secrets.ts';
export type * from './clock.ts';
export type * from './identity-store.ts';
export {
  type Passwords,
  PasswordsBusy,
  type PasswordVerdict,
  type PasswordWork,
} from './passwords.ts';
export type * from './random.ts';
