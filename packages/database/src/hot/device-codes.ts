// Device codes in batches: stored, polled, and found by the user code.

import { type ProjectId, parseClientId } from '@gatehouse/protocol';
import type {
  Clock,
  DeviceCodeFacts,
  DeviceCodes,
  DeviceRequest,
  NewDeviceCode,
  SingleUseKey,
} from '@gatehouse/token-engine/ports';
import { type Batch, createBatch } from './batch.ts';
import type { HotConnection, Row } from './connection.ts';
import { type Found, readGrant, readList } from './grant-facts.ts';
import { buildRowKey, toHex, writeHex } from './row-key.ts';
import {
  insertDeviceCodes,
  pollDeviceCodesOf,
  selectUserCodes,
} from './statements/device-codes.ts';

interface Bound {
  readonly projectId: ProjectId;
}
type NewCode = Bound & { readonly code: NewDeviceCode };
type Poll = Bound & { readonly key: SingleUseKey; readonly clientId: string };
type UserCode = Bound & { readonly userCodeHash: Uint8Array };

export interface DeviceCodeBatches {
  readonly codes: Batch<NewCode, 'stored' | 'taken'>;
  readonly polls: Batch<Poll, Found<DeviceCodeFacts>>;
  readonly userCodes: Batch<UserCode, Found<DeviceRequest>>;
}

export function createDeviceCodeBatches(connection: HotConnection): DeviceCodeBatches {
  return {
    codes: createCodes(connection),
    polls: createPolls(connection),
    userCodes: createUserCodes(connection),
  };
}

/**
 * Codes live for minutes. Anybody can write any day into a made-up one, and each day is a statement of its own
 * that PostgreSQL keeps: none is made for a day whose codes are gone, or are not there yet.
 */
function mayHoldCodes(bucket: number, clock: Clock): boolean {
  const today = Math.floor(clock.nowSeconds() / 86_400);
  return bucket >= today - 1 && bucket <= today + 1;
}

export function buildDeviceCodes(
  {
    deviceCodes: batches,
    clock,
  }: { readonly deviceCodes: DeviceCodeBatches; readonly clock: Clock },
  projectId: ProjectId,
): DeviceCodes {
  return {
    add: (code) => batches.codes.submit({ projectId, code }),
    async poll(key, clientId) {
      if (!mayHoldCodes(key.bucket, clock)) return undefined;
      return (await batches.polls.submit({ projectId, key, clientId })).facts;
    },
    findByUserCode: async (userCodeHash) =>
      (await batches.userCodes.submit({ projectId, userCodeHash })).facts,
  };
}

function createCodes(connection: HotConnection): DeviceCodeBatches['codes'] {
  const keyOf = ({ projectId, code }: NewCode) =>
    buildRowKey(projectId, code.bucket, toHex(code.codeHash));
  return createBatch<NewCode, 'stored' | 'taken'>({
    name: 'device codes',
    keyOf,
    async send(items) {
      const codes = items.map(({ code }) => code);
      const rows = await connection.run(insertDeviceCodes, [
        items.map(({ projectId }) => projectId),
        codes.map(({ bucket }) => bucket),
        codes.map(({ codeHash }) => writeHex(codeHash)),
        codes.map(({ userCodeHash }) => writeHex(userCodeHash)),
        codes.map(({ clientId }) => clientId),
        codes.map(({ scope }) => JSON.stringify(scope)),
        codes.map(({ audience }) => JSON.stringify(audience)),
        codes.map(({ address }) => address ?? null),
        codes.map(({ requestedAtSeconds }) => requestedAtSeconds),
        codes.map(({ expiresAtSeconds }) => expiresAtSeconds),
        codes.map(({ intervalSeconds }) => intervalSeconds),
      ]);
      const stored = new Set(
        rows.map(([projectId, bucket, hash]) => `${projectId}|${bucket}|${hash}`),
      );
      return new Map(
        items.map((item) => [keyOf(item), stored.has(keyOf(item)) ? 'stored' : 'taken']),
      );
    },
  });
}

function createPolls(connection: HotConnection): DeviceCodeBatches['polls'] {
  // The client is part of who asks: a stranger's poll must not stand for the device's own.
  const keyOf = ({ projectId, key, clientId }: Poll) =>
    buildRowKey(projectId, key.bucket, toHex(key.hash), clientId);
  return createBatch<Poll, Found<DeviceCodeFacts>>({
    name: 'device code polls',
    keyOf,
    togetherBy: ({ key }) => key.bucket,
    async send(items) {
      const bucket = items[0]?.key.bucket ?? 0;
      const rows = await connection.run(pollDeviceCodesOf(bucket), [
        items.map(({ projectId }) => projectId),
        items.map(({ key }) => writeHex(key.hash)),
        items.map(({ clientId }) => clientId),
      ]);
      const found = new Map<string, Found<DeviceCodeFacts>>(
        items.map((item) => [keyOf(item), { facts: undefined }]),
      );
      for (const [projectId, hash, askedBy, ...columns] of rows) {
        found.set(`${projectId}|${bucket}|${hash}|${askedBy}`, { facts: readFacts(columns) });
      }
      return found;
    },
  });
}

function readFacts(row: Row): DeviceCodeFacts {
  const [clientId, answer, expires, isTooFast, interval, ...grant] = row;
  if (answer !== 'pending' && answer !== 'approved' && answer !== 'denied') {
    throw new Error(`A device code has the answer "${answer}".`);
  }
  return {
    clientId: String(clientId),
    answer,
    expiresAtSeconds: Number(expires),
    isTooFast: isTooFast === true,
    intervalSeconds: Number(interval),
    grant: grant[0] === null ? undefined : readGrant(grant),
  };
}

function createUserCodes(connection: HotConnection): DeviceCodeBatches['userCodes'] {
  const keyOf = ({ projectId, userCodeHash }: UserCode) =>
    buildRowKey(projectId, toHex(userCodeHash));
  return createBatch<UserCode, Found<DeviceRequest>>({
    name: 'user codes',
    keyOf,
    async send(items) {
      const rows = await connection.run(selectUserCodes, [
        items.map(({ projectId }) => projectId),
        items.map(({ userCodeHash }) => writeHex(userCodeHash)),
      ]);
      const found = new Map<string, Found<DeviceRequest>>(
        items.map((item) => [keyOf(item), { facts: undefined }]),
      );
      for (const [projectId, hash, ...columns] of rows) {
        found.set(`${projectId}|${hash}`, { facts: readRequest(columns) });
      }
      return found;
    },
  });
}

function readRequest(row: Row): DeviceRequest {
  const [bucket, codeHash, client, scope, audience, address, requested, expires] = row;
  const clientId = parseClientId(String(client));
  if (clientId === undefined) throw new Error(`A device code has the client "${client}".`);
  return {
    key: { hash: Buffer.from(String(codeHash), 'hex'), bucket: Number(bucket) },
    clientId,
    scope: readList(scope),
    audience: readList(audience),
    address: typeof address === 'string' ? address : undefined,
    requestedAtSeconds: Number(requested),
    expiresAtSeconds: Number(expires),
  };
}
