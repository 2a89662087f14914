// What secrets look like: what must never stand in a log.

const shapes = [
  /gh_(?:at|rt|ac|dc|cs|pak|wak|inv)_[\w-]{16,}/g,
  /whsec_[\w+/=]{16,}/g,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/g,
  /(?:Bearer|Basic) [\w+/=-]{16,}/g,
];

/** @returns every part of the text that has the form of a secret. */
export function findSecretShapes(text: string): string[] {
  return shapes.flatMap((shape) => text.match(shape) ?? []);
}
