import type { Method } from './method.ts';
import { passwordMethod } from './password.ts';

/** Every method that exists, by the value of the form's field `method`. */
export const methodTable: ReadonlyMap<string, Method> = new Map(
  [passwordMethod].map((method) => [method.name, method]),
);
