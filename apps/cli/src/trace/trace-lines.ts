import type { Trace } from '@gatehouse/contracts';
import { memberAt, textAt } from '../json/json-object.ts';

/** The facts of a trace, a header and a value each. */
export function traceFacts({
  trace_id,
  at,
  endpoint,
  client_id,
  outcome,
  trace,
}: Trace): readonly (readonly [string, string])[] {
  const facts = [
    ['TRACE ID', trace_id],
    ['TIME', at],
    ['ENDPOINT', endpoint],
    ['CLIENT ID', client_id ?? '<none>'],
    ['GRANT TYPE', textAt(trace, 'grantType') ?? '<none>'],
    ['OUTCOME', outcome],
    ['REFERENCE', textAt(trace, 'reference') ?? ''],
    ['HINT', textAt(trace, 'hint') ?? ''],
  ] as const;
  return facts.filter(([, value]) => value !== '');
}

/** The checks in the order in which they were made; the last one is the one that refused, if any did. */
export function traceChecks({ trace }: Trace): readonly (readonly string[])[] {
  const checks = memberAt(trace, 'checks');
  return (Array.isArray(checks) ? checks : []).map((check) => [
    textAt(check, 'check') ?? '',
    memberAt(check, 'passed') === true ? 'passed' : 'refused',
    textAt(check, 'expected') ?? '',
    textAt(check, 'received') ?? '',
  ]);
}
