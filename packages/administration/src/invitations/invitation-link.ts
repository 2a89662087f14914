import { type Addressing, buildConsoleUrl } from '@gatehouse/protocol';

/** @returns the address that is handed to the invited person: the console's page for joining. */
export function buildInvitationLink(addressing: Addressing, value: string): string {
  return `${buildConsoleUrl(addressing)}/join?invitation=${value}`;
}
