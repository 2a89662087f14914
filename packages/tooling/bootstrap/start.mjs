import { enter } from './enter.mjs';

enter(() => import('./start-command.mjs').then((module) => module.startCommand));
