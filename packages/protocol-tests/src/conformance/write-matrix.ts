// Writes docs/conformance.md.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildMatrix, traceRequirements } from './build-matrix.ts';
import { specifications } from './specifications.ts';

const document = fileURLToPath(new URL('../../../../docs/conformance.md', import.meta.url));

writeFileSync(document, buildMatrix(specifications.map(traceRequirements)));
