import { CircleCheck, TriangleAlert } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { formatCount } from "@/lib/base/format-number";
import type { IntegritySummary } from "@/lib/integrity/contract";
import type { Overview } from "@/lib/overview/contract";

type AttentionListProps = {
  readonly overview: Overview;
  /** Undefined while it is not known. */
  readonly integrity: IntegritySummary | undefined;
};

/** What somebody has to look at, worst first; says so when there is nothing. */
export function AttentionList({ overview, integrity }: AttentionListProps) {
  const items = [...(integrity === undefined ? [] : brokenEvidence(integrity)), ...attentionOf(overview)];
  if (items.length === 0 && integrity === undefined) return null;
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
        <li
          key={item.title}
          className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 px-4 py-2.5 text-sm sm:grid-cols-[auto_minmax(0,1fr)_auto]"
        >
          <TriangleAlert
            aria-hidden
            className={`mt-0.5 size-4 shrink-0 ${item.isGrave ? "text-danger" : "text-warning"}`}
          />
          <div className="min-w-0">
            <p className="font-medium">{item.title}</p>
            <p className="break-words text-ink-soft">{item.detail}</p>
          </div>
          <Link href={item.href} className="col-start-2 font-medium text-accent hover:underline sm:col-start-3">
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
  readonly href: Route<"/sources" | "/sources/quarantine" | `/sources/runs/${string}`>;
  readonly link: string;
  /** Somebody may have tampered with the evidence. */
  readonly isGrave?: boolean;
};

function brokenEvidence({ files, digestGaps }: IntegritySummary): Item[] {
  const countOf = (state: (typeof files)[number]["state"]): number =>
    files.find((one) => one.state === state)?.count ?? 0;
  const counted = (count: number, one: string, many: string): string[] =>
    count === 0 ? [] : [`${formatCount(count)} ${count === 1 ? one : many}`];
  const found = [
    ...counted(
      countOf("hash-differs"),
      "log file differs from what AWS signed",
      "log files differ from what AWS signed",
    ),
    ...counted(countOf("missing"), "signed log file is missing", "signed log files are missing"),
    ...counted(countOf("chain-broken"), "log file hangs on a broken chain", "log files hang on broken chains"),
    ...counted(digestGaps, "stretch of time has no digest", "stretches of time have no digest"),
  ];
  if (found.length === 0) return [];
  return [
    {
      title: found.join(", "),
      detail: "Evidence was changed, removed or damaged since AWS delivered it, or was not copied here whole.",
      href: "/sources",
      link: "Show the integrity",
      isGrave: true,
    },
  ];
}

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
  const unused = lastRun === null ? 0 : lastRun.skipped - lastRun.keptAside;
  if (lastRun !== null && unused > 0) {
    items.push({
      title: `The last load skipped ${formatCount(unused)} ${unused === 1 ? "file" : "files"}`,
      detail: "It could read no CloudTrail records in them. The load names the reason for each.",
      href: `/sources/runs/${lastRun.id}`,
      link: "Show them",
    });
  }
  return items;
}
