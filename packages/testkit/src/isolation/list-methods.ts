/** @returns the paths of all functions in an object and the objects in it: `clients.find`. */
export function listMethods(target: object, prefix = ''): string[] {
  return Object.entries(target).flatMap(([name, member]) => {
    if (typeof member === 'function') return [`${prefix}${name}`];
    const isObject = typeof member === 'object' && member !== null;
    return isObject ? listMethods(member, `${prefix}${name}.`) : [];
  });
}
