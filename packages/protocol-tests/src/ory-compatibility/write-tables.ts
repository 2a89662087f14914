// Writes docs/ory-compatibility.md.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildTables, readProofs } from './build-tables.ts';

const document = fileURLToPath(new URL('../../../../docs/ory-compatibility.md', import.meta.url));

writeFileSync(document, buildTables(readProofs()));
