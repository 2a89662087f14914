/** @returns the page token of the Link header's `rel="next"` (RFC 8288); empty on the last page. */
export function parseNextPageToken(link: string | null): string {
  for (const [, target = '', parameters = ''] of (link ?? '').matchAll(/<([^>]*)>([^,]*)/g)) {
    if (!/;\s*rel="?next"?/i.test(parameters)) continue;
    return URL.parse(target, 'http://localhost')?.searchParams.get('page_token') ?? '';
  }
  return '';
}
