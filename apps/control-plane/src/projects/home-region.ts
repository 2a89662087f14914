import type { AnswerOf } from '@gatehouse/contracts';

// Stored as text; the schema of the contract names the regions, and creation checked it.
type HomeRegion = AnswerOf<'getProject'>['home_region'];
const homeRegions: readonly HomeRegion[] = [
  'eu-central',
  'asia-northeast',
  'us-east',
  'us-west',
  'eu',
  'asia',
  'us',
  'global',
];

/** @returns the stored region as the contract has it. */
export function readHomeRegion(stored: string): HomeRegion {
  return homeRegions.find((region) => region === stored) ?? 'global';
}
