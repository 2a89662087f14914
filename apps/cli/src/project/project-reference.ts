/** What commands need to know of a project. `url` is where it answers, without a trailing slash. */
export interface ProjectReference {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly url: string;
  readonly workspace_id: string | null;
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @returns whether the text is a whole UUID, and not the beginning of one. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}
