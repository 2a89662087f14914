export { type Jobs, type JobsOptions, startJobs } from './start-jobs.ts';
