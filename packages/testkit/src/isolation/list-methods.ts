/** @returns the paths of all functions in an object and the objects in it, those behind getters too: `clients.find`. */
export function listMethods(target: object, prefix = ''): string[] {
  return listMembers(target).flatMap((name) => {
    const member: unknown = Reflect.get(target, name);
    if (typeof member === 'function') return [`${prefix}${name}`];
    const isObject = typeof member === 'object' && member !== null;
    return isObject ? listMethods(member, `${prefix}${name}.`) : [];
  });
}

/** @returns the members that an object has itself, or from a class. */
function listMembers(target: object): string[] {
  const prototype: unknown = Object.getPrototypeOf(target);
  const isOfClass =
    typeof prototype === 'object' && prototype !== null && prototype.constructor !== Object;
  const inherited =
    isOfClass && !Array.isArray(target) ? Object.getOwnPropertyNames(prototype) : [];
  return [...Object.keys(target), ...inherited.filter((name) => name !== 'constructor')];
}
