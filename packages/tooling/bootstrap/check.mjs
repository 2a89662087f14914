import { enter } from './enter.mjs';

enter(() => import('./check-command.mjs').then((module) => module.checkCommand));
