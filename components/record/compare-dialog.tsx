"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { type ComparedField, compareJsonTrees } from "@/lib/events/compare-json-trees";
import { parseJsonTree } from "@/lib/events/parse-json-tree";
import { eventQuery } from "@/lib/events/query-options";

type CompareDialogProps = {
  /** The two events, in the order in which they were chosen. */
  readonly eventIds: readonly [string, string];
  readonly onClose: () => void;
};

/** Two records side by side, field by field. */
export function CompareDialog({ eventIds, onClose }: CompareDialogProps) {
  const [first, second] = useQueries({
    queries: eventIds.map((eventId) => eventQuery.record({ eventId, copy: 0, raw: false })),
  });
  const [isAllShown, setAllShown] = useState(false);
  const [a, b] = [first?.data?.text, second?.data?.text];
  const fields = useMemo(() => (a === undefined || b === undefined ? null : compareTexts(a, b)), [a, b]);
  const error = first?.error ?? second?.error ?? null;
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent className="max-w-5xl">
        <DialogHeader>
          <DialogTitle>Two records compared</DialogTitle>
          <DialogDescription>
            {fields === null
              ? "Reading …"
              : `${formatCount(fields.filter(({ isSame }) => !isSame).length)} of ${formatCount(fields.length)} fields differ. Session tokens are masked.`}
          </DialogDescription>
          <Label className="mt-1 flex items-center gap-2 text-xs">
            <Checkbox checked={isAllShown} onCheckedChange={(checked) => setAllShown(checked === true)} />
            Show equal fields too
          </Label>
        </DialogHeader>
        {error !== null ? (
          <ErrorPanel
            error={error}
            title="A record could not be read"
            onRetry={() => void Promise.all([first?.refetch(), second?.refetch()])}
          />
        ) : fields === null ? (
          <Skeleton className="m-5 h-64" />
        ) : (
          <ComparedTable eventIds={eventIds} fields={isAllShown ? fields : fields.filter(({ isSame }) => !isSame)} />
        )}
      </DialogContent>
    </Dialog>
  );
}

type ComparedTableProps = { readonly eventIds: readonly [string, string]; readonly fields: readonly ComparedField[] };

function ComparedTable({ eventIds, fields }: ComparedTableProps) {
  return (
    <div className="min-h-0 overflow-auto border-t border-border">
      <table className="w-full table-fixed text-left text-xs">
        <thead className="label-caps sticky top-0 bg-raised">
          <tr>
            <th scope="col" className="w-1/4 px-5 py-1.5">
              field
            </th>
            {eventIds.map((eventId) => (
              <th key={eventId} scope="col" className="truncate px-2 py-1.5 font-mono">
                {visibleText(eventId)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="font-mono">
          {fields.map((field) => (
            <tr key={field.path} className="border-t border-border/60 align-top">
              <th scope="row" className="px-5 py-1 font-normal break-all text-ink-soft">
                {visibleText(field.path)}
              </th>
              <Value text={field.a} isSame={field.isSame} />
              <Value text={field.b} isSame={field.isSame} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ text, isSame }: { readonly text: string | null; readonly isSame: boolean }) {
  if (text === null) return <td className="px-2 py-1 font-sans text-muted">not there</td>;
  return <td className={`px-2 py-1 break-all ${isSame ? "text-muted" : ""}`}>{visibleText(text)}</td>;
}

function compareTexts(a: string, b: string): ComparedField[] | null {
  const [left, right] = [parseJsonTree(a), parseJsonTree(b)];
  return left === null || right === null ? [] : compareJsonTrees(left, right);
}
