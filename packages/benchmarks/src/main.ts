// `npm run bench`: the product's endpoints beside oidc-provider and bare node:http, in interleaved rounds; with
// --growth, --processes N, --sealing or --signing what else is measured; with --all everything.

import { readOptions } from './options.ts';
import { runPart } from './parts/run-part.ts';

const succeeded = await runPart(readOptions());
process.exitCode = succeeded ? 0 : 1;
