import { enter } from './enter.mjs';

enter(() => import('./test-command.mjs').then((module) => module.testCommand));
