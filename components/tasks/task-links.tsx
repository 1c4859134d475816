"use client";

import { useState } from "react";
import { CountText } from "@/components/common/count-text";
import { Panel } from "@/components/common/panel";
import { TailText } from "@/components/common/tail-text";
import { TimeText } from "@/components/common/time-text";
import { GradeMark } from "@/components/credentials/grade-mark";
import { LinkProof } from "@/components/credentials/link-proof";
import { Button } from "@/components/ui/button";
import type { ChainLink } from "@/lib/credentials/contract";
import { MECHANISM_WORDS } from "@/lib/credentials/words";

type TaskLinksProps = { readonly links: readonly ChainLink[]; readonly onRecord: (eventId: string) => void };

const SHOWN_FIRST = 10;

/** Each issuance of a task with its proof. */
export function TaskLinks({ links, onRecord }: TaskLinksProps) {
  const [shown, setShown] = useState(SHOWN_FIRST);
  if (links.length === 0) return null;
  return (
    <Panel
      title="Issued and started in it"
      aside={<CountText count={Math.min(shown, links.length)} of={links.length} unit="link" />}
    >
      <ul className="text-xs">
        {links.slice(0, shown).map((link) => (
          <li
            key={`${link.from} ${link.to} ${link.issuingEventId}`}
            className="flex gap-2.5 border-b border-border px-4 py-2 last:border-0"
          >
            <GradeMark grade={link.grade} />
            <div className="min-w-0 flex-1">
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                <span className="max-w-full min-w-0 font-mono">
                  <TailText text={link.fromWho?.name ?? link.from} />
                </span>
                <span className="text-muted">{MECHANISM_WORDS[link.mechanism]}</span>
                <span aria-label="to">→</span>
                <span className="max-w-full min-w-0 font-mono">
                  <TailText text={link.to} />
                </span>
                <span className="text-muted">{link.atMs === null ? "time unknown" : <TimeText at={link.atMs} />}</span>
                {link.recordedIn.length > 1 ? (
                  <span className="text-warning">crosses accounts: {link.recordedIn.join(" and ")}</span>
                ) : null}
              </span>
              <LinkProof link={link} onRecord={onRecord} />
            </div>
          </li>
        ))}
      </ul>
      {shown < links.length ? (
        <div className="flex justify-end border-t border-border px-4 py-2">
          <Button size="sm" onClick={() => setShown(links.length)}>
            Show all {links.length}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
