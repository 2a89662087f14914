import type { ClientId } from '@gatehouse/protocol';
import type { GrantFacts } from './grants.ts';
import type { SingleUseKey } from './single-use-values.ts';

/** A device authorization (RFC 8628 section 3.2) when it begins. Hashes are keyed and bound to the project. */
export interface NewDeviceCode {
  readonly codeHash: Uint8Array;
  readonly userCodeHash: Uint8Array;
  /** The day in which the code expires. */
  readonly bucket: number;
  readonly clientId: ClientId;
  readonly scope: readonly string[];
  readonly audience: readonly string[];
  /** Where the device asked from; undefined where nobody knows. */
  readonly address: string | undefined;
  readonly requestedAtSeconds: number;
  readonly expiresAtSeconds: number;
  /** How long the device waits between two polls. */
  readonly intervalSeconds: number;
}

/** What somebody who enters a user code is asked about. */
export interface DeviceRequest
  extends Pick<
    NewDeviceCode,
    'clientId' | 'scope' | 'audience' | 'address' | 'requestedAtSeconds' | 'expiresAtSeconds'
  > {
  readonly key: SingleUseKey;
}

export interface DeviceCodeFacts {
  readonly clientId: string;
  readonly answer: 'pending' | 'approved' | 'denied';
  readonly expiresAtSeconds: number;
  /** This poll came before the interval was over; the interval is longer now. */
  readonly isTooFast: boolean;
  /** As it was before this poll. */
  readonly intervalSeconds: number;
  /** What was approved. */
  readonly grant: GrantFacts | undefined;
}

/** Device codes of one project. The answer is given through AuthorizationRequests. Faults throw StoreUnavailable. */
export interface DeviceCodes {
  /** @returns `taken` where another living request has that user code: then nothing is stored. */
  add(code: NewDeviceCode): Promise<'stored' | 'taken'>;
  /**
   * Reads a code and, where it is this client's and still waits for its answer, notes the poll: one that comes
   * too early raises the interval by five seconds (RFC 8628 section 3.5), but for one that is sent twice at once.
   */
  poll(key: SingleUseKey, clientId: string): Promise<DeviceCodeFacts | undefined>;
  /** @returns the request of that user code which still waits for its answer and has not expired. */
  findByUserCode(userCodeHash: Uint8Array): Promise<DeviceRequest | undefined>;
}
