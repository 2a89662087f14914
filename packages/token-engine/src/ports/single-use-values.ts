/** What a presented code or refresh token leads to: its row's partition and key. */
export interface SingleUseKey {
  readonly hash: Uint8Array;
  readonly bucket: number;
}

export type SingleUseKind = 'authorization_code' | 'refresh_token' | 'device_code';

/** Codes and refresh tokens of one project: random values, stored as keyed hashes bound to project and kind. */
export interface SingleUseValues {
  /** Makes a fresh value of 256 random bits. `bucket` is the day in which its family ends; it stands in the value. */
  create(kind: SingleUseKind, bucket: number): SingleUseKey & { readonly value: string };
  /** @returns undefined for garbage; a value of another project gives a key that matches nothing. */
  read(kind: SingleUseKind, value: string): SingleUseKey | undefined;
  /** @param code as `parseUserCode` gives it. A user code is too short to carry a day, or a key. */
  hashUserCode(code: string): Uint8Array;
  /** Seals a successor under a key derived from the value that it replaces: only who holds that can open it. */
  sealSuccessor(presented: string, successor: string): Uint8Array;
  /** @returns undefined where it was not sealed under that value. */
  openSuccessor(presented: string, sealed: Uint8Array): string | undefined;
}
