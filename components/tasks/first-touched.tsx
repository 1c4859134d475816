"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useMemo } from "react";
import { TailText } from "@/components/common/tail-text";
import { formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import { resourceHref } from "@/lib/resources/search-params";
import type { TaskDetail } from "@/lib/tasks/contract";
import { whoTookPart } from "@/lib/tasks/who-took-part";
import { firstSeenQuery } from "@/lib/timeline/query-options";

const SHOWN = 8;

/** What the identity that did most of it touched for the first time while it ran. */
export function FirstTouched({ task }: { readonly task: TaskDetail }) {
  const busiest = whoTookPart(task.lanes).find(({ id }) => id !== null);
  if (busiest?.id == null) return null;
  return <TouchedBy task={task} identityId={busiest.id} name={busiest.name} />;
}

type TouchedByProps = { readonly task: TaskDetail; readonly identityId: string; readonly name: string };

function TouchedBy({ task, identityId, name }: TouchedByProps) {
  const { firstMs, lastMs } = task;
  const window = useMemo(() => ({ fromMs: firstMs, toMs: lastMs + 1_000 }), [firstMs, lastMs]);
  const { data: answer } = useQuery(firstSeenQuery.of(identityId, window));
  const found = answer?.groups.find(({ field }) => field === "resource");
  const items = found?.items.slice(0, SHOWN) ?? [];
  return (
    <section className="min-w-0">
      <h3 className="label-caps pb-1">
        First touched by {visibleText(name)}
        {found !== undefined && items.length < found.inAll ? `, ${items.length} of ${formatCount(found.inAll)}` : ""}
      </h3>
      <ul className="flex flex-col gap-1">
        {answer === undefined ? <li className="text-muted">Looking…</li> : null}
        {found !== undefined && items.length === 0 ? (
          <li className="text-muted">nothing that it had not touched before, as far as records go back</li>
        ) : null}
        {items.map(({ value, label, firstMs }) => (
          <li key={value} className="flex min-w-0 items-baseline gap-2">
            <span className="min-w-0 flex-1 font-mono">
              <Link href={resourceHref(value)} className="block min-w-0 py-1 hover:underline">
                <TailText text={label} />
              </Link>
            </span>
            <span className="shrink-0 text-muted tabular">
              {formatTime(firstMs, "second").slice(11).replace(" UTC", "")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
