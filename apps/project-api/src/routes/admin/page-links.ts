// Where the pages of a list are: RFC 8288, with the relations that Ory's tools follow.

/** @param query the request's own, whose filters the links keep. @returns the Link header. */
export function buildPageLinks(
  url: string,
  query: URLSearchParams,
  nextPageToken: string | undefined,
): string {
  const linkTo = (pageToken: string, relation: string) => {
    const target = new URLSearchParams(query);
    target.set('page_token', pageToken);
    return `<${url}?${target}>; rel="${relation}"`;
  };
  const first = linkTo('', 'first');
  return nextPageToken === undefined ? first : `${first}, ${linkTo(nextPageToken, 'next')}`;
}
