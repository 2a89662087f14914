export type JsonObject = Readonly<Record<string, unknown>>;

/** @returns whether the value is a JSON object: no array, not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns the member at a path of keys, or undefined where an object is missing on the way. */
export function memberAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isJsonObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
}

/** @returns the text at a path of keys, or undefined where there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const member = memberAt(value, ...path);
  return typeof member === 'string' ? member : undefined;
}

/** @returns the texts of the list at a path of keys; none where there is no list. */
export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  const member = memberAt(value, ...path);
  return Array.isArray(member) ? member.filter((item) => typeof item === 'string') : [];
}
