import { memberAt, textAt } from '../json/json-object.ts';
import { CommandError } from '../terminal/command-error.ts';

/** RFC 8628 section 3.2. */
export interface DeviceAuthorization {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly lifetimeSeconds: number;
  /** Between two polls. */
  readonly intervalSeconds: number;
}

const defaultIntervalSeconds = 5;

/** @throws CommandError for an answer that is incomplete. */
export function parseDeviceAuthorization(body: unknown): DeviceAuthorization {
  const deviceCode = textAt(body, 'device_code');
  const userCode = textAt(body, 'user_code');
  const verificationUri = textAt(body, 'verification_uri');
  const lifetimeSeconds = Number(memberAt(body, 'expires_in'));
  if (
    deviceCode === undefined ||
    userCode === undefined ||
    verificationUri === undefined ||
    !(lifetimeSeconds > 0)
  ) {
    throw new CommandError('The project answered without a code. Is it a Gatehouse?');
  }
  const intervalSeconds = Number(memberAt(body, 'interval') ?? defaultIntervalSeconds);
  return { deviceCode, userCode, verificationUri, lifetimeSeconds, intervalSeconds };
}
