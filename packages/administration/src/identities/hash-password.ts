import type { Passwords } from '@gatehouse/identity-engine/ports';
import type { PasswordInput } from './identity-input.ts';

/** @returns the PHC string to store; undefined where no password is given. Throws PasswordsBusy. */
export async function hashPassword(
  input: PasswordInput | undefined,
  passwords: Passwords,
): Promise<string | undefined> {
  if (input === undefined) return undefined;
  if (input.kind === 'hashed') return input.passwordHash;
  return passwords.withPlace((work) => work.hash(input.password));
}
