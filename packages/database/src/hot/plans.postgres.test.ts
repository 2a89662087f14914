// What a statement of the hot path costs must not depend on how little its tables held when it was planned.

import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../connect-database.ts';
import { plannerSettings } from './connection.ts';
import { pollDeviceCodesOf, selectUserCodes } from './statements/device-codes.ts';
import { selectCodes, selectRefreshTokens } from './statements/grants.ts';
import { redeemCodesOf } from './statements/issuance.ts';
import { selectLiveness } from './statements/liveness.ts';
import { rotateRefreshTokensOf } from './statements/rotation.ts';

let urls: TestDatabase;
let client: Client;
const bucket = Math.floor(Date.now() / 86_400_000) + 1;

beforeAll(async () => {
  urls = await createTestDatabase();
  const database = await connectDatabase(urls);
  await database.hot.partitions.ensure();
  await database.close();
  client = new Client({ connectionString: urls.hotUrl });
  await client.connect();
  await client.query(plannerSettings);
});
afterAll(async () => {
  await client?.end();
  await urls?.drop();
});

test.each([
  redeemCodesOf('authorization_codes', bucket),
  redeemCodesOf('device_codes', bucket),
  pollDeviceCodesOf(bucket),
  selectUserCodes,
  rotateRefreshTokensOf(bucket),
  selectCodes,
  selectRefreshTokens,
  selectLiveness,
])('$name, planned on empty tables, looks every row up by its key', async ({ text }) => {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (GENERIC_PLAN, COSTS OFF) ${text}`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']);
  const reads = plan.flatMap((line, index) =>
    / on (?:authorization_codes|device_codes|refresh_tokens|denylist|grants|epochs)/.test(line) &&
    !/\b(?:Update|Insert) on\b/.test(line)
      ? [`${line.trim()} ${plan[index + 1]?.trim()}`]
      : [],
  );
  expect(reads.length).toBeGreaterThan(0);
  for (const read of reads) {
    expect(read).toMatch(
      /Index (?:Only )?Scan using .*Index Cond: \(.*\b(?:code_hash|user_code_hash|token_hash|grant_id|token_id|key)\b/,
    );
  }
});
