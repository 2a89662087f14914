// A device without a browser, as its firmware does it (RFC 8628).

import { setTimeout as pause } from 'node:timers/promises';

type Json = Readonly<Record<string, unknown>>;

export interface BegunDevice {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete: string;
  readonly intervalSeconds: number;
}

export class Device {
  readonly #issuer: string;
  readonly #clientId: string;

  constructor(issuer: string, clientId: string) {
    this.#issuer = issuer;
    this.#clientId = clientId;
  }

  async begin(): Promise<BegunDevice> {
    const body = await this.#send('/oauth2/device/auth', { scope: 'openid offline_access' });
    return {
      deviceCode: String(body['device_code']),
      userCode: String(body['user_code']),
      verificationUri: String(body['verification_uri']),
      verificationUriComplete: String(body['verification_uri_complete']),
      intervalSeconds: Number(body['interval']),
    };
  }

  poll({ deviceCode }: BegunDevice): Promise<Json> {
    return this.#send('/oauth2/token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: deviceCode,
    });
  }

  /** No sooner than it was told (section 3.5). */
  async pollAgain(begun: BegunDevice): Promise<Json> {
    await pause(begun.intervalSeconds * 1000);
    return this.poll(begun);
  }

  async #send(path: string, form: Readonly<Record<string, string>>): Promise<Json> {
    const response = await fetch(this.#issuer + path, {
      method: 'POST',
      body: new URLSearchParams({ ...form, client_id: this.#clientId }),
    });
    return (await response.json()) as Json;
  }
}
