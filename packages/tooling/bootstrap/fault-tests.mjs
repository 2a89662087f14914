import { enter } from './enter.mjs';

enter(() => import('./fault-tests-command.mjs').then((module) => module.faultTestsCommand));
