import { enter } from './enter.mjs';

enter(() => import('./raise-epoch-command.mjs').then((module) => module.raiseEpochCommand));
