import { EVIDENCE } from "@/components/common/evidence-mark";
import type { HeatCell } from "@/lib/coverage/heatmap-cell";

/** The picture of a cell: colour and pattern of the worst state, the commonest other one beside it, and what was seen. */
export function HeatmapMark({ cell }: { readonly cell: HeatCell }) {
  const { worst, other } = cell;
  const isUnheld = (worst.state === "logged" || worst.state === "partial") && worst.held === "missing";
  const fill = isUnheld ? UNHELD[worst.state] : EVIDENCE[worst.state].fill;
  return (
    <span
      aria-hidden
      className={`relative flex h-5 w-full overflow-hidden rounded-[2px] ${cell.isPicked ? "" : "opacity-15"}`}
    >
      <span className={`h-full flex-1 ${fill}`} />
      {other === null ? null : <span className={`h-full w-2/5 border-l-2 border-panel ${EVIDENCE[other].fill}`} />}
      {worst.lastKnown === null ? null : (
        <span
          className={`absolute bottom-0 left-0 h-1.5 ${other === null ? "w-full" : "w-3/5"} ${LAST[worst.lastKnown.state]}`}
        />
      )}
      {cell.isUnexplained ? (
        <span className="absolute inset-0 m-auto flex size-3.5 items-center justify-center rounded-full bg-panel text-xs leading-none font-bold text-danger">
          !
        </span>
      ) : cell.events > 0 ? (
        <span className="absolute inset-0 m-auto size-2 rounded-full border border-panel bg-ink" />
      ) : null}
    </span>
  );
}

const UNHELD: Record<string, string> = {
  logged: "border-2 border-logged",
  partial: "border-2 border-dashed border-partial",
};
const LAST = { logged: "bg-logged", partial: "bg-partial", "not-logged": "bg-not-logged" } as const;
