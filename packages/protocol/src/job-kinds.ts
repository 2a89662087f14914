/** What the outbox can hold: each kind has one handler, and its payload carries ids only. */
export const jobKinds = {
  /** Recurring, one row for each project: publishes, activates, retires and deletes signing keys. */
  rotateSigningKeys: 'signing_keys.rotate',
  /** Removes the exchanged API key `keyId` after its expiry. */
  removeExchangedApiKey: 'api_keys.remove_exchanged',
  /** Writes to whoever has the address `addressId`: somebody signed up with it, again where not `isNew`. */
  followUpRegistration: 'registration.follow_up',
  /** Sends the message `messageId` of the courier. */
  sendMail: 'mail.send',
  /** Sends the delivery `deliveryId` to the endpoint `webhookId`. */
  deliverWebhook: 'webhooks.deliver',
} as const;
export type JobKind = (typeof jobKinds)[keyof typeof jobKinds];
