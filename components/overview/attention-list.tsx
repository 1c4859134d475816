import { CircleCheck, TriangleAlert } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { Overview } from "@/lib/overview/contract";
import { formatCount } from "@/lib/base/format-number";

/** What somebody has to look at, worst first; says so when there is nothing. */
export function AttentionList({ overview }: { readonly overview: Overview }) {
  const items = attentionOf(overview);
  if (items.length === 0) {
    return (
      <p className="flex items-center gap-2 text-sm text-muted">
        <CircleCheck aria-hidden className="size-4 text-success" />
        Everything that was delivered is accounted for. Nothing needs you.
      </p>
    );
  }
  return (
    <ul
      aria-label="Needs attention"
      className="divide-y divide-border rounded-lg border border-warning/40 bg-warning-soft/60"
    >
      {items.map((item) => (
        <li key={item.title} className="flex items-start gap-3 px-4 py-2.5 text-sm">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
          <div className="min-w-0">
            <p className="font-medium">{item.title}</p>
            <p className="break-words text-ink-soft">{item.detail}</p>
          </div>
          <Link href={item.href} className="ml-auto shrink-0 font-medium text-accent hover:underline">
            {item.link}
          </Link>
        </li>
      ))}
    </ul>
  );
}

type Item = {
  readonly title: string;
  readonly detail: string;
  readonly href: Route<"/sources/quarantine" | `/sources/runs/${string}`>;
  readonly link: string;
};

function attentionOf({ totals, lastRun }: Overview): Item[] {
  const items: Item[] = [];
  if (lastRun?.state === "failed") {
    items.push({
      title: "The last load stopped early",
      detail: `${lastRun.error ?? "It did not say why."} What it had finished is stored; run it again to go on.`,
      href: `/sources/runs/${lastRun.id}`,
      link: "Show the load",
    });
  }
  if (totals.quarantined > 0) {
    items.push({
      title: `${formatCount(totals.quarantined)} ${totals.quarantined === 1 ? "record is" : "records are"} in quarantine`,
      detail: "They could not be read as CloudTrail events. Their text is kept with file, position and reason.",
      href: "/sources/quarantine",
      link: "Show them",
    });
  }
  if (lastRun !== null && lastRun.skipped > 0) {
    items.push({
      title: `The last load skipped ${formatCount(lastRun.skipped)} ${lastRun.skipped === 1 ? "file" : "files"}`,
      detail: "They hold something other than CloudTrail records. The load names the reason for each.",
      href: `/sources/runs/${lastRun.id}`,
      link: "Show them",
    });
  }
  return items;
}
