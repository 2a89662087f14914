/** A migration, policy or role file that PostgreSQL refused; nothing of it was applied. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** What PostgreSQL said, with the line of `script` that it points at. */
export function describeSqlError(error: unknown, script: string): string {
  const reason = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Error) || !('position' in error)) return reason;
  const position = Number(error.position);
  if (!(position > 0)) return reason;
  return `line ${script.slice(0, position - 1).split('\n').length}: ${reason}`;
}
