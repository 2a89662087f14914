import { ButtonLink } from '@gatehouse/ui';

export interface NextPageProps {
  readonly path: string;
  /** The filters in force. */
  readonly query: Readonly<Record<string, string>>;
  readonly page: { readonly has_next_page: boolean; readonly next_page_token: string };
}

/** Leads on where a list is longer than one page. */
export function NextPage({ path, query, page }: NextPageProps) {
  const { page_token: current, ...filters } = query;
  if (!page.has_next_page && current === undefined) return null;
  const next = new URLSearchParams({ ...filters, page_token: page.next_page_token });
  const first = new URLSearchParams(filters);
  return (
    <nav className="gh-row" aria-label="Pages">
      {current === undefined ? null : (
        <ButtonLink size="small" href={`${path}?${first}`}>
          First page
        </ButtonLink>
      )}
      {page.has_next_page ? (
        <ButtonLink size="small" href={`${path}?${next}`}>
          Next page
        </ButtonLink>
      ) : null}
    </nav>
  );
}
