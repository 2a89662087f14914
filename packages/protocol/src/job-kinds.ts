/** What the outbox can hold: each kind has one handler, and its payload carries ids only. */
export const jobKinds = {
  /** Recurring, one row for each project: publishes, activates, retires and deletes signing keys. */
  rotateSigningKeys: 'signing_keys.rotate',
  /** Removes the exchanged API key `keyId` after its expiry. */
  removeExchangedApiKey: 'api_keys.remove_exchanged',
} as const;
export type JobKind = (typeof jobKinds)[keyof typeof jobKinds];
