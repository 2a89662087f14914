// What is a storage fault (the edge answers 503) and what is a fault of ours (500): decided once, for
// Prisma and pg alike.

import { StoreUnavailable } from '@gatehouse/token-engine/ports';

/** SQLSTATE classes that say nothing about the statement: connection, resources, operator, system. */
const unavailableClasses = new Set(['08', '53', '57', '58', 'XX']);
/** Lock timeout, serialization failure and deadlock: the same call may well succeed a moment later. */
const transientStates = new Set(['55P03', '40001', '40P01', '25P03']);
/** Refused log-ins and a missing database: the operator's to repair, and no request's fault. */
const accessStates = new Set(['28000', '28P01', '3D000']);
/** Prisma's own words for the same: P1xxx is the connection, the rest pool, transaction, conflict. */
const prismaUnavailable = /^P(?:1\d{3}|2024|2028|2034|2037)$/;
const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** pg and its pool report these without any code. */
const driverMessages =
  /^(?:Connection terminated|Client has encountered a connection error|Query read timeout|timeout expired|timeout exceeded when trying to connect|Client was closed|Cannot use a pool after calling end|Client has been released)/;

/** @returns PostgreSQL's SQLSTATE, wherever driver or Prisma put it. */
export function sqlStateOf(error: unknown): string | undefined {
  for (const layer of layersOf(error)) {
    for (const name of ['originalCode', 'code'] as const) {
      const value = name in layer ? (layer as Record<typeof name, unknown>)[name] : undefined;
      if (typeof value === 'string' && isSqlState(value)) return value;
    }
  }
  return undefined;
}

/** Every SQLSTATE has a digit, which tells it from EPIPE; P1xxx and P2xxx are Prisma's own. */
function isSqlState(code: string): boolean {
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(code) && !/^P[12]\d{3}$/.test(code);
}

/** @returns whether the error tells of the store and not of the statement. */
export function isStorageFault(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return true;
  const state = sqlStateOf(error);
  if (state !== undefined) {
    return (
      unavailableClasses.has(state.slice(0, 2)) ||
      transientStates.has(state) ||
      accessStates.has(state)
    );
  }
  return layersOf(error).some((layer) => {
    const code = 'code' in layer ? layer.code : 'errorCode' in layer ? layer.errorCode : undefined;
    if (typeof code === 'string' && (systemCodes.has(code) || prismaUnavailable.test(code)))
      return true;
    return layer instanceof Error && driverMessages.test(layer.message);
  });
}

/**
 * @returns whether PostgreSQL itself refused the statement, so that nothing of it was written, for a
 *   reason that another statement need not share: bad data, a violated constraint, a deadlock.
 */
export function wasUndone(error: unknown): boolean {
  const state = sqlStateOf(error);
  return (
    state !== undefined && !unavailableClasses.has(state.slice(0, 2)) && !accessStates.has(state)
  );
}

/** Turns a storage fault into the engine's word for it; anything else is returned as it is. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof StoreUnavailable || !isStorageFault(error)) return error;
  return new StoreUnavailable('The database could not be reached or did not answer in time.', {
    cause: error,
  });
}

/** The error and what it was made of: Prisma keeps the driver's error some levels down. */
function layersOf(error: unknown): object[] {
  const layers: object[] = [];
  let layer: unknown = error;
  while (typeof layer === 'object' && layer !== null && layers.length < 6) {
    layers.push(layer);
    layer = nextLayer(layer);
  }
  return layers;
}

function nextLayer(layer: object): unknown {
  if ('cause' in layer && layer.cause) return layer.cause;
  if ('meta' in layer && typeof layer.meta === 'object' && layer.meta !== null) {
    return 'driverAdapterError' in layer.meta ? layer.meta.driverAdapterError : undefined;
  }
  return undefined;
}
