/** How long somebody has to fetch a browser, sign in and answer (RFC 8628 section 6.1 leaves it to us). */
export const deviceCodeLifetimeSeconds = 10 * 60;

/** How long a device waits between two polls (RFC 8628 section 3.2). */
export const pollingIntervalSeconds = 5;
