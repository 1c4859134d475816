/** Beside a time: others, which `title` names, have the same second, and CloudTrail knows no more. */
export function SameSecondMark({ title }: { readonly title: string }) {
  return (
    <abbr title={title} className="text-muted no-underline">
      ≈<span className="sr-only"> order undecidable within one second</span>
    </abbr>
  );
}
