import { enter } from './enter.mjs';

enter(() => import('./migrate-command.mjs').then((module) => module.migrateCommand));
