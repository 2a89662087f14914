/** No place is free where passwords are hashed. The edge answers 503 with Retry-After; nothing was counted. */
export class PasswordsBusy extends Error {
  override readonly name = 'PasswordsBusy';
}

export interface PasswordVerdict {
  readonly isMatch: boolean;
  /** Hashed with weaker parameters or an older key than today: worth hashing again now that it is known. */
  readonly isOutdated: boolean;
}

/** The slow work on one project's passwords, for whoever has a place. Passwords come prepared (NFKC). */
export interface PasswordWork {
  /** @returns a PHC string (argon2id) that names the key of its pepper. */
  hash(password: string): Promise<string>;
  /** @param stored undefined: there is nothing to compare with. The same work is done, and the answer is no. */
  verify(password: string, stored: string | undefined): Promise<PasswordVerdict>;
}

/** Password hashing within one project, bounded for the whole process. */
export interface Passwords {
  /**
   * Takes a place for as long as the work lasts. Throws PasswordsBusy at once where none is free. Only so many
   * hash at a time; the others wait in their place.
   */
  withPlace<T>(work: (passwords: PasswordWork) => Promise<T>): Promise<T>;
  /** @returns whether everybody's list of passwords has it. Quick; asks nobody outside. */
  isCommon(password: string): boolean;
}
