import type { ReactNode } from "react";
import { TimeText } from "@/components/common/time-text";
import { TableCell } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { Touch } from "@/lib/resources/contract";
import { TouchKindMark } from "./touch-kind-mark";

type TouchRowProps = {
  readonly touch: Touch;
  /** Whether it is the first line of its identity, whose name then stands there. */
  readonly isFirst: boolean;
  readonly children: ReactNode;
};

/** What one identity did to it in one way. */
export function TouchRow({ touch, isFirst, children }: TouchRowProps) {
  const { kind, names, actions, errors, denials, firstMs, lastMs } = touch;
  const failed = [
    ...(denials > 0 ? [`${formatCount(denials)} denied`] : []),
    ...(errors > 0 ? [`${formatCount(errors)} failed`] : []),
  ];
  return (
    <tr className={`align-top hover:bg-hover/60 ${isFirst ? "border-t border-border first:border-0" : ""}`}>
      <TableCell className="w-1/3 max-w-0 min-w-26 align-top text-sm sm:min-w-32">
        {isFirst ? children : null}
      </TableCell>
      <TableCell className="max-w-0 min-w-34 align-top text-xs md:w-1/3">
        <TouchKindMark kind={kind} />
        <span className="block truncate text-2xs text-muted" title={visibleText(names.join(", "))}>
          {visibleText(names.join(", "))}
        </span>
      </TableCell>
      <TableCell className="text-right align-top text-xs tabular">
        {formatCount(actions)}
        {failed.length === 0 ? null : <span className="block text-2xs text-danger">{failed.join(", ")}</span>}
      </TableCell>
      <TableCell className="align-top text-xs max-lg:hidden">
        <TimeText at={firstMs} />
      </TableCell>
      <TableCell className="align-top text-xs max-sm:hidden">
        <TimeText at={lastMs} />
      </TableCell>
    </tr>
  );
}
