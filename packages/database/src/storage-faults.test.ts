import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { expect, test } from 'vitest';
import { asStoreError, isStorageFault, sqlStateOf, wasUndone } from './storage-faults.ts';

const withCode = (code: string, message = 'text') => Object.assign(new Error(message), { code });

/** As Prisma wraps what its driver adapter threw. */
const fromPrisma = (code: string, cause: object) =>
  Object.assign(new Error('Invalid invocation'), {
    code,
    meta: { driverAdapterError: Object.assign(new Error('driver'), { cause }) },
  });

test.each([
  ['a broken pipe', withCode('EPIPE', 'write EPIPE')],
  ['a refused connection', withCode('ECONNREFUSED')],
  ['a socket that is not there', withCode('ENOENT')],
  ['a shutdown', withCode('57P01')],
  ['a cancelled statement', withCode('57014')],
  ['too many connections', withCode('53300')],
  ['a full disk', withCode('53100')],
  ['a deadlock', withCode('40P01')],
  ['a refused log-in', withCode('28P01')],
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect')],
  ['a driver that gave up waiting', new Error('Query read timeout')],
  ['an expired transaction of Prisma', withCode('P2028')],
  ['a shutdown below Prisma', fromPrisma('P2010', { originalCode: '57P01', kind: 'postgres' })],
  ['a broken pipe below Prisma', fromPrisma('P2010', withCode('EPIPE', 'write EPIPE'))],
])('%s is a storage fault', (_, error) => {
  expect(isStorageFault(error)).toBe(true);
  expect(asStoreError(error)).toBeInstanceOf(StoreUnavailable);
});

test.each([
  ['a duplicate key', withCode('23505')],
  ['a text that cannot be stored', withCode('22021')],
  ['a statement without a fence', fromPrisma('P2039', { originalCode: '42704' })],
  ['a row of another tenant', fromPrisma('P2039', { originalCode: '42501' })],
  ['a bug', new TypeError('x is not a function')],
  ['no error at all', undefined],
])('%s is none, and stays what it was', (_, error) => {
  expect(isStorageFault(error)).toBe(false);
  expect(asStoreError(error)).toBe(error);
});

test('only what PostgreSQL says it undid may be sent again', () => {
  expect(wasUndone(withCode('23505'))).toBe(true);
  expect(wasUndone(withCode('40P01'))).toBe(true);
  expect(wasUndone(withCode('57P01'))).toBe(false);
  expect(wasUndone(withCode('EPIPE'))).toBe(false);
  expect(wasUndone(new Error('Connection terminated unexpectedly'))).toBe(false);
});

test('the SQLSTATE is found wherever it is, and nothing else is taken for one', () => {
  expect(sqlStateOf(fromPrisma('P2010', { originalCode: '23503' }))).toBe('23503');
  expect(sqlStateOf(withCode('EPIPE'))).toBeUndefined();
  expect(sqlStateOf(withCode('P2024'))).toBeUndefined();
});
