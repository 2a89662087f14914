import { CommandError } from '../terminal/command-error.ts';
import type { ProjectReference } from './project-reference.ts';

function listWords(words: readonly string[]): string {
  return `[${words.join(' ')}]`;
}

/**
 * Finds the project whose slug is the word, or whose slug or id alone begins with it.
 * @throws CommandError where none does, or several do.
 */
export function matchProject<Project extends ProjectReference>(
  word: string,
  projects: readonly Project[],
): Project {
  const exact = projects.find(({ slug, id }) => slug === word || id === word.toLowerCase());
  if (exact !== undefined) return exact;
  const bySlug = projects.filter(({ slug }) => slug.startsWith(word));
  const byId = projects.filter(({ id }) => id.startsWith(word.toLowerCase()));
  const [only, another] = [...new Set([...bySlug, ...byId])];
  if (only === undefined) {
    throw new CommandError(
      `No project found with slug or ID ${word}.\nAll known slugs: ${listWords(projects.map(({ slug }) => slug))}\nAll known IDs: ${listWords(projects.map(({ id }) => id))}`,
    );
  }
  if (another !== undefined) {
    throw new CommandError(
      `The slug or ID prefix "${word}" is not unique, please use more characters.\nMatching slugs: ${listWords(bySlug.map(({ slug }) => slug))}\nMatching IDs: ${listWords(byId.map(({ id }) => id))}`,
    );
  }
  return only;
}
