import type { Grade } from "@/lib/credentials/link";
import { GRADE_WORDS } from "@/lib/credentials/words";

/** The line of a grade, here and in every picture of links: proved ones are solid, likely ones dashed, possible ones dotted. */
export const GRADE_LINES: Record<Grade, string> = {
  A: "border-solid border-ink-soft",
  B: "border-solid border-ink-soft",
  C: "border-dashed border-ink-soft",
  D: "border-dotted border-muted",
};

/** How a link is known, as its letter in the line that stands for it. */
export function GradeMark({ grade }: { readonly grade: Grade }) {
  return (
    <span
      role="img"
      title={`Grade ${grade}: ${GRADE_WORDS[grade]}`}
      aria-label={`Grade ${grade}: ${GRADE_WORDS[grade]}`}
      className={`inline-grid size-5 shrink-0 place-items-center rounded-sm border-[1.5px] text-2xs font-semibold ${GRADE_LINES[grade]} ${grade === "C" || grade === "D" ? "text-muted" : "text-ink"}`}
    >
      {grade}
    </span>
  );
}
