/** What Next gives a page of its query. */
export type SearchParams = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** @returns the parameters that stand once and are not empty. */
export async function readSearchParams(
  searchParams: SearchParams,
): Promise<Readonly<Record<string, string>>> {
  const entries = Object.entries(await searchParams);
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
    ),
  );
}
