/** The project or workspace was removed while a transaction worked on it. Nothing was written. */
export class TenantGone extends Error {
  override readonly name = 'TenantGone';
}
