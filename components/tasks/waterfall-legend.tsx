import { CircleX } from "lucide-react";
import { formatCount } from "@/lib/base/format-number";
import { GRADES } from "@/lib/credentials/link";
import { LaneLegend } from "@/components/timeline/lane-legend";
import { GradeMark } from "@/components/credentials/grade-mark";

type WaterfallLegendProps = {
  /** Marks that are drawn, of so many; null while they are read. */
  readonly marks: { readonly drawn: number; readonly inAll: number } | null;
  /** false: more credentials came from the root than are shown. */
  readonly isWhole: boolean;
};

/** What lines and marks mean, and what is not drawn. */
export function WaterfallLegend({ marks, isWhole }: WaterfallLegendProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-border px-3 py-1.5 text-xs text-muted">
      <LaneLegend>
        <li title="Failed because it was not allowed" className="inline-flex items-center gap-1">
          <CircleX aria-hidden className="size-3.5 text-error" /> denied
        </li>
        <li title="With the shape of the kind that deserves a look most" className="inline-flex items-center gap-1">
          ×n several in one place
        </li>
      </LaneLegend>
      <span className="flex items-center gap-1.5">
        <span aria-hidden className="h-3 w-5 border border-muted" /> its life, where records tell both ends
      </span>
      <span className="flex items-center gap-1">
        issued, by grade:
        {GRADES.map((grade) => (
          <GradeMark key={grade} grade={grade} />
        ))}
      </span>
      <span className="flex items-center gap-1.5">
        <span aria-hidden className="h-1.5 w-4 border-y-2 border-ink-soft" /> another account
      </span>
      <span role="status" className="ml-auto">
        {isWhole ? "" : "More credentials came from it than are drawn. "}
        {marks === null
          ? "Drawing…"
          : marks.drawn < marks.inAll
            ? `${formatCount(marks.drawn)} of ${formatCount(marks.inAll)} seconds with calls are drawn`
            : ""}
      </span>
    </div>
  );
}
