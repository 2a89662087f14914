import type { Trail } from '../trace/trail.ts';

/** @returns the audience asked for; throws `audience_not_allowed` for what the client may not have (RFC 8707). */
export function decideAudience(
  requested: readonly string[],
  allowed: ReadonlySet<string>,
  trail: Trail,
): readonly string[] {
  for (const audience of requested) {
    if (!allowed.has(audience)) {
      throw trail.refuse('audience_not_allowed', 'requested_audience', {
        expected: [...allowed].join(' '),
        received: audience,
      });
    }
  }
  trail.pass('requested_audience');
  return requested;
}
