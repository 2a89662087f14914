import { type AnswerOf, homeRegion } from '@gatehouse/contracts';

/** @returns the stored region as the contract has it; creation checked it. */
export function readHomeRegion(stored: string): AnswerOf<'getProject'>['home_region'] {
  return homeRegion.options.find((region) => region === stored) ?? 'global';
}
