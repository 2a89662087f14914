/** @returns a path of the console; the start for everything that leads, or could be read to lead, elsewhere. */
export function readReturnTo(text: string | null): string {
  if (text === null || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes('\\')) return '/';
  const { origin, pathname, search } = new URL(text, 'http://console.invalid');
  const isHere = origin === 'http://console.invalid' && !pathname.startsWith('//');
  return isHere ? pathname + search : '/';
}
