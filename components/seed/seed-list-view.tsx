"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { CountText } from "@/components/common/count-text";
import { EmptyState } from "@/components/common/empty-state";
import { ErrorPanel } from "@/components/common/error-panel";
import { PageHeader } from "@/components/common/page-header";
import { TimeText } from "@/components/common/time-text";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { visibleText } from "@/lib/base/visible-text";
import type { SeedAnswer, SeedHit } from "@/lib/seed/contract";
import { seedQuery } from "@/lib/seed/query-options";
import { taskHref } from "@/lib/tasks/search-params";
import { SeedKindIcon } from "./seed-kind-icon";
import { replaceFragment, useFragment } from "./use-fragment";

/** Many indicators at once: what each is here, and which of them nothing fits. */
export function SeedListView() {
  const asked = useFragment();
  const { data, error, isFetching, refetch } = useQuery(seedQuery.resolved(asked));
  return (
    <>
      <PageHeader
        title="Find"
        summary="ARNs, key ids, accounts, addresses, event ids, objects and names, one per line"
      />
      <div className="grid items-start gap-4 px-4 pb-8 sm:px-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <IndicatorForm key={asked} asked={asked} />
        <div className="min-w-0">
          {error !== null ? (
            <ErrorPanel error={error} title="The indicators could not be looked up" onRetry={() => void refetch()} />
          ) : null}
          {data === undefined ? isFetching ? <Skeleton className="h-64" /> : null : <Answer answer={data} />}
        </div>
      </div>
    </>
  );
}

function IndicatorForm({ asked }: { readonly asked: string }) {
  const [text, setText] = useState(asked);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        replaceFragment(text);
      }}
      className="flex flex-col gap-2"
    >
      <textarea
        aria-label="Indicators, one per line"
        value={text}
        onChange={(event) => setText(event.target.value)}
        spellCheck={false}
        rows={14}
        className="w-full resize-y rounded-md border border-control/70 bg-panel p-2.5 font-mono text-xs focus-visible:border-focus focus-visible:outline-2 focus-visible:outline-focus/40"
      />
      <Button type="submit" variant="primary" disabled={text.trim() === ""}>
        Find
      </Button>
    </form>
  );
}

function Answer({ answer }: { readonly answer: SeedAnswer }) {
  const foundLines = answer.indicators - answer.missing.length;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm" role="status">
        <CountText count={foundLines} of={answer.indicators} unit="indicator" /> found
      </p>
      {answer.hits.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="Nothing found"
          reason="None of it appears in the delivered records. That does not mean that it was not used."
        />
      ) : (
        <div className="overflow-hidden rounded-lg border border-border bg-panel">
          <HitTable hits={answer.hits} />
        </div>
      )}
      {answer.missing.length === 0 ? null : (
        <section>
          <h2 className="text-sm font-semibold">Not in the delivered records</h2>
          <p className="text-xs text-muted">
            No record that is here names them. What was not logged would not show: that does not mean that they were not
            used.
          </p>
          <ul className="pt-2 font-mono text-xs">
            {answer.missing.map((line) => (
              <li key={line} className="break-all">
                {visibleText(line)}
                {whyOf(answer, line) === null ? null : (
                  <span className="block font-sans text-muted">{whyOf(answer, line)}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 className="text-sm font-semibold">Not looked at</h2>
        <ul className="list-inside list-disc text-xs text-muted">
          {answer.notSearched.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function whyOf(answer: SeedAnswer, indicator: string): string | null {
  return answer.unsearchable.find((one) => one.indicator === indicator)?.why ?? null;
}

function HitTable({ hits }: { readonly hits: readonly SeedHit[] }) {
  return (
    <Table label="Found indicators">
      <thead>
        <tr>
          <TableHead>Indicator</TableHead>
          <TableHead>Kind</TableHead>
          <TableHead className="max-md:hidden">Open</TableHead>
          <TableHead className="text-right max-sm:hidden">Events</TableHead>
          <TableHead className="max-lg:hidden">First seen</TableHead>
          <TableHead className="max-sm:hidden">Last seen</TableHead>
        </tr>
      </thead>
      <tbody>
        {hits.map((hit) => (
          <TableRow key={hit.indicator + hit.kind + hit.href}>
            <TableCell className="max-w-0 min-w-48 sm:w-1/2">
              <Link
                href={hit.href as Route}
                className="block truncate font-mono text-xs text-accent hover:underline"
                title={visibleText(hit.label)}
              >
                <bdi>{visibleText(hit.label)}</bdi>
              </Link>
              {hit.note === null ? null : (
                <span className="block truncate text-xs text-muted">{visibleText(hit.note)}</span>
              )}
              {hit.lastMs === null ? null : (
                <span className="block text-xs text-muted sm:hidden">
                  {hit.events === null ? null : (
                    <>
                      <CountText count={hit.events} unit="event" />,{" "}
                    </>
                  )}
                  last <TimeText at={hit.lastMs} precision="minute" />
                </span>
              )}
            </TableCell>
            <TableCell className="text-xs whitespace-nowrap">
              <span className="inline-flex items-center gap-1.5">
                <SeedKindIcon kind={hit.kind} /> {hit.kind}
              </span>
            </TableCell>
            <TableCell className="text-xs whitespace-nowrap max-md:hidden">
              <HitLinks hit={hit} />
            </TableCell>
            <TableCell className="text-right max-sm:hidden">
              {hit.events === null ? <span className="text-muted">not counted</span> : <CountText count={hit.events} />}
            </TableCell>
            <TableCell className="text-xs max-lg:hidden">
              {hit.firstMs === null ? "–" : <TimeText at={hit.firstMs} precision="minute" />}
            </TableCell>
            <TableCell className="text-xs max-sm:hidden">
              {hit.lastMs === null ? "–" : <TimeText at={hit.lastMs} precision="minute" />}
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

/** Where a hit leads besides its name: of a credential its chain and the whole task, of an identity its views. */
function HitLinks({ hit: { kind, label, href, profileHref, events } }: { readonly hit: SeedHit }) {
  if (profileHref !== null)
    return (
      <span className="flex gap-2">
        <HitLink href={href} label="Timeline" of={label} />
        <HitLink href={profileHref} label="Profile" of={label} />
      </span>
    );
  if (kind !== "credential" || events === null || events === 0) return null;
  return (
    <span className="flex gap-2">
      <HitLink href={href} label="Chain" of={label} />
      <HitLink href={taskHref(label)} label="Task" of={label} />
    </span>
  );
}

type HitLinkProps = { readonly href: string; readonly label: string; readonly of: string };

function HitLink({ href, label, of }: HitLinkProps) {
  return (
    <Link
      href={href as Route}
      aria-label={`${label} of ${visibleText(of)}`}
      className="inline-flex h-6 min-w-6 items-center text-accent hover:underline"
    >
      {label}
    </Link>
  );
}
