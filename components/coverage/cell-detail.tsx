import Link from "next/link";
import type { ReactNode } from "react";
import { EvidenceMark } from "@/components/common/evidence-mark";
import { TimeText } from "@/components/common/time-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { cellEventsHref } from "@/lib/coverage/cell-events-href";
import type { CoverageCell } from "@/lib/coverage/contract";
import { type CellRef, fixHref } from "@/lib/coverage/search-params";
import { CellSinks } from "./cell-sinks";
import { HELD_WORDS, MARK_WORDS } from "./coverage-words";
import { SeenDays } from "./seen-days";
import { SiblingCells } from "./sibling-cells";

type CellDetailProps = { readonly cell: CoverageCell; readonly onOpen: (cell: CellRef) => void };

/** Why a cell is as it is, what was seen in it, and what its records could ever tell. */
export function CellDetail({ cell, onOpen }: CellDetailProps) {
  const { result, family } = cell;
  const events = cell.seen.reduce((sum, day) => sum + day.events, 0);
  const isFloor = result.state !== "logged" || result.held === "missing";
  return (
    <div className="flex flex-col divide-y divide-border text-sm">
      <section className="flex flex-col gap-2 px-4 py-3">
        <div className="flex flex-wrap items-center gap-2">
          <EvidenceMark state={result.state} />
          {result.lastKnown === null ? null : (
            <Badge tone="outline">{result.lastKnown.state.replace("-", " ")} as last known</Badge>
          )}
          {result.marks.map((mark) => (
            <Badge key={mark} tone="warning">
              {MARK_WORDS[mark]}
            </Badge>
          ))}
        </div>
        <p className="break-words">{visibleText(result.because)}</p>
        <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs">
          <Fact name="At">
            <TimeText at={cell.atMs} precision="minute" />
          </Fact>
          <Fact name="So since">
            {cell.sinceMs === null ? "before all that is known" : <TimeText at={cell.sinceMs} precision="minute" />}
          </Fact>
          <Fact name="So until">
            {cell.untilMs === null ? "no change is known" : <TimeText at={cell.untilMs} precision="minute" />}
          </Fact>
          {result.lastKnown === null ? null : (
            <Fact name="Certain until">
              {result.lastKnown.untilMs === null ? (
                "never"
              ) : (
                <TimeText at={result.lastKnown.untilMs} precision="minute" />
              )}
            </Fact>
          )}
          {result.held === null ? null : <Fact name="Files">{HELD_WORDS[result.held]}</Fact>}
          {cell.recoverableUntilMs === null ? null : (
            <Fact name="Recoverable">
              from Event history until <TimeText at={cell.recoverableUntilMs} precision="day" />, with{" "}
              <code className="text-2xs">aws cloudtrail lookup-events</code>
            </Fact>
          )}
        </dl>
      </section>
      {result.state === "logged" || result.state === "not-loggable" || result.state === "not-applicable" ? null : (
        <section className="px-4 py-3">
          <Button asChild size="sm">
            <Link href={fixHref({ account: cell.account, region: cell.region, family: family.id })}>
              How to have it logged
            </Link>
          </Button>
        </section>
      )}
      <Part title="Trails and event data stores">
        <CellSinks sinks={cell.sinks} />
      </Part>
      <Part title="Seen in the 30 days before">
        <p>
          {events === 0
            ? result.state === "logged" && !isFloor
              ? "Nothing was recorded."
              : "Nothing was seen, which proves nothing: see the state above."
            : `${isFloor ? "At least " : ""}${formatCount(events)} ${events === 1 ? "event" : "events"}`}
        </p>
        <SeenDays seen={cell.seen} atMs={cell.atMs} />
        <Button asChild size="sm" className="self-start">
          <Link href={cellEventsHref(cell)}>Events of this family here</Link>
        </Button>
      </Part>
      <Part title="What its records tell">
        <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-xs">
          <Fact name="Proves">{family.proves}</Fact>
          <Fact name="Never contains">{family.neverContains}</Fact>
          <Fact name="Instead">{family.instead}</Fact>
          {cell.invocationLogging === null ? null : <Fact name="Prompts">{visibleText(cell.invocationLogging)}</Fact>}
          <Fact name="Operations">
            {family.operations.length === 0 ? (
              "not listed"
            ) : (
              <span className="font-mono text-2xs break-words">
                {family.operations.map(({ name }) => name).join(", ")}
              </span>
            )}
          </Fact>
          <Fact name="How sure">
            {family.certainty}: {family.basis}
          </Fact>
          <Fact name="Selector">
            <span className="font-mono text-2xs break-all">{family.id}</span>
          </Fact>
        </dl>
      </Part>
      <Part title="The same elsewhere">
        <SiblingCells cell={cell} onOpen={onOpen} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 px-4 py-3">
      <h3 className="label-caps">{title}</h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
