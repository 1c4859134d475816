"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { CountText } from "@/components/common/count-text";
import { DataState } from "@/components/common/data-state";
import { EmptyState } from "@/components/common/empty-state";
import { Panel } from "@/components/common/panel";
import { TimeText } from "@/components/common/time-text";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { Remains } from "@/lib/tasks/contract";
import { type RemainsOf, taskQuery } from "@/lib/tasks/query-options";
import { LiveEntry, MadeEntry } from "./remains-entry";

type RemainsPanelProps = { readonly of: RemainsOf; readonly onRecord: (eventId: string) => void };

const SHOWN_FIRST = 8;

/** What may still act or bring somebody back, what stops each, and what does not. Commands are shown; none is ever run here. */
export function RemainsPanel({ of, onRecord }: RemainsPanelProps) {
  const remains = useQuery(taskQuery.remains(of));
  return (
    <Panel
      title="Live and persistent"
      aside={
        remains.data === undefined ? (
          "Looking…"
        ) : (
          <>
            as of <TimeText at={remains.data.atMs} precision="minute" />
          </>
        )
      }
    >
      <DataState
        query={remains}
        failure="What remains could not be read"
        loading={<Skeleton className="m-4 h-32" />}
        isEmpty={({ live, made }) => live.length === 0 && made.length === 0}
        empty={
          <EmptyState
            icon={ShieldCheck}
            title="Nothing live or lasting in the delivered records"
            reason="No credential here may still be valid, and no call that was recorded made a user, key, role, trust, function, schedule or provider. What was not logged would not show."
          />
        }
      >
        {(data) => <Entries remains={data} onRecord={onRecord} />}
      </DataState>
    </Panel>
  );
}

type EntriesProps = { readonly remains: Remains; readonly onRecord: (eventId: string) => void };

function Entries({ remains, onRecord }: EntriesProps) {
  const { live, made, madeInAll, looked } = remains;
  const [liveShown, setLiveShown] = useState(SHOWN_FIRST);
  const [madeShown, setMadeShown] = useState(SHOWN_FIRST);
  const open = live.filter(({ done }) => done === null).length + made.filter(({ done }) => done === null).length;
  return (
    <div className="flex flex-col text-xs">
      <p className="border-b border-border px-4 py-2 text-muted">
        <CountText count={open} of={live.length + made.length} /> still to stop, from{" "}
        <CountText count={looked} unit="credential" />. The commands are for you to run: nothing here changes AWS.
      </p>
      {live.length === 0 ? null : (
        <section aria-label="Credentials that may still be valid">
          <h3 className="label-caps px-4 pt-3">
            May still be valid, <CountText count={Math.min(liveShown, live.length)} of={live.length} />
          </h3>
          <ul>
            {live.slice(0, liveShown).map((entry) => (
              <LiveEntry key={entry.key} entry={entry} onRecord={onRecord} />
            ))}
          </ul>
          <More shown={liveShown} all={live.length} onMore={() => setLiveShown(live.length)} />
        </section>
      )}
      {made.length === 0 ? null : (
        <section aria-label="What was made and lasts">
          <h3 className="label-caps px-4 pt-3">
            Made, and lasts, <CountText count={Math.min(madeShown, made.length)} of={madeInAll} />
          </h3>
          <ul>
            {made.slice(0, madeShown).map((entry) => (
              <MadeEntry key={`${entry.eventId} ${entry.what} ${entry.name}`} entry={entry} onRecord={onRecord} />
            ))}
          </ul>
          <More shown={madeShown} all={made.length} onMore={() => setMadeShown(made.length)} />
        </section>
      )}
    </div>
  );
}

type MoreProps = { readonly shown: number; readonly all: number; readonly onMore: () => void };

function More({ shown, all, onMore }: MoreProps) {
  if (shown >= all) return null;
  return (
    <div className="flex justify-end px-4 py-2">
      <Button size="sm" onClick={onMore}>
        Show all {all}
      </Button>
    </div>
  );
}
