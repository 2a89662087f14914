#!/usr/bin/env node
// Keeps the compiled code of earlier starts beside the installed packages, where nobody else can write,
// and runs the product.

import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
await import('./run.ts');
