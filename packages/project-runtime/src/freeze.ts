/** @returns the value, with which nobody can change anything from now on, however deep. */
export function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Set) {
    for (const name of ['add', 'delete', 'clear']) Object.defineProperty(value, name, refusal);
  }
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
  return value;
}

const refusal = {
  value: () => {
    throw new TypeError('This set is shared: nothing is added to it or taken out.');
  },
};
