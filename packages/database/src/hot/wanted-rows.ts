// The distinct rows that a batch asks for, as the columns of a statement. A row is found again by its position,
// which costs less than the text of its key in every answer.

export class WantedRows {
  /** One array of texts for each column of the key. */
  readonly columns: readonly string[][];
  readonly #positions = new Map<string, number>();

  constructor(width: number) {
    this.columns = Array.from({ length: width }, () => []);
  }

  /** @param key its parts, none of which but the last holds a line break. @returns its position, from 1. */
  add(...key: readonly string[]): number {
    const name = key.join('\n');
    const known = this.#positions.get(name);
    if (known !== undefined) return known;
    const position = this.#positions.size + 1;
    this.#positions.set(name, position);
    for (const [index, column] of this.columns.entries()) column.push(key[index] ?? '');
    return position;
  }
}

/** @returns an array as PostgreSQL reads it, of ids and numbers, which need no quotes. */
export function writeArray(ids: readonly string[] = []): string {
  return `{${ids.join(',')}}`;
}

/** @returns the same of bytes in hexadecimal. */
export function writeBytesArray(hex: readonly string[] = []): string {
  return hex.length === 0 ? '{}' : `{"\\\\x${hex.join('","\\\\x')}"}`;
}
