// Settings of projects. Those that have the same document, as most of a large installation do, have the same
// settings object: nobody can change it.

import { sha256Base64url } from '@gatehouse/keys';
import {
  buildProjectSettings,
  type ProjectDocument,
  type ProjectSettings,
} from '@gatehouse/protocol';
import { BoundedCache } from './bounded-cache.ts';
import { freeze } from './freeze.ts';

const maxShared = 1_000;

export class SharedSettings {
  readonly #known = new BoundedCache<ProjectSettings>(maxShared);

  /** @returns the settings of a document, frozen. */
  of(document: ProjectDocument): ProjectSettings {
    const key = sha256Base64url(JSON.stringify(document));
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const settings = freeze(buildProjectSettings(document));
    this.#known.set(key, settings);
    return settings;
  }
}
