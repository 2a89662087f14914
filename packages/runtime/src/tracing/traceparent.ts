// The header `traceparent` (W3C Trace Context section 3.2): which trace a request belongs to, and which span
// of it asked.

export interface SpanAddress {
  /** 32 digits of lower-case hexadecimal, not all zero. */
  readonly traceId: string;
  /** 16 digits. */
  readonly spanId: string;
  readonly isSampled: boolean;
}

const pattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** @returns undefined for what is no header of a version that can be read. */
export function parseTraceparent(value: unknown): SpanAddress | undefined {
  if (typeof value !== 'string' || value.length > 256) return undefined;
  const [, version, traceId = '', spanId = '', flags = '', rest] = pattern.exec(value) ?? [];
  if (version === undefined || version === 'ff') return undefined;
  if (version === '00' && rest !== undefined) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** Writes version 00. */
export function buildTraceparent({ traceId, spanId, isSampled }: SpanAddress): string {
  return `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`;
}
