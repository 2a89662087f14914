import { enter } from './enter.mjs';

enter(() => import('./bench-command.mjs').then((module) => module.benchCommand));
