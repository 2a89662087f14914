/** The place of something that is on its way. It shows only where that takes a while. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div className="gh-stack gh-stack-small" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <span className="gh-skeleton" key={line} />
      ))}
    </div>
  );
}
