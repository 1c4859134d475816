import Link from "next/link";
import { candidatesWords } from "@/lib/credentials/words";
import { CountText } from "@/components/common/count-text";
import { Panel } from "@/components/common/panel";
import { TailText } from "@/components/common/tail-text";
import { TimeText } from "@/components/common/time-text";
import { visibleText } from "@/lib/base/visible-text";
import { profileHref } from "@/lib/identities/search-params";
import type { TaskDetail } from "@/lib/tasks/contract";

/** Credentials that may belong to a task as well as elsewhere: a set, never a choice. */
export function PossiblePanel({ task: { possible, possibleInAll } }: { readonly task: TaskDetail }) {
  if (possible.length === 0) return null;
  return (
    <Panel
      title="May have come from it, or from others"
      aside={<CountText count={possible.length} of={possibleInAll} unit="credential" />}
    >
      <ul className="text-xs">
        {possible.map(({ key, who, sessionName, firstMs, own, of, apart }) => (
          <li key={`${key} ${firstMs}`} className="flex gap-2.5 border-b border-border px-4 py-2 last:border-0">
            <span className="w-14 shrink-0 font-medium text-warning tabular">
              {own} of {candidatesWords(of)}
            </span>
            <div className="min-w-0 flex-1">
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                {who.id === null ? (
                  <span>{visibleText(who.name)}</span>
                ) : (
                  <Link href={profileHref(who.id, key)} className="text-accent hover:underline">
                    {visibleText(who.name)}
                  </Link>
                )}
                <span className="max-w-full min-w-0 font-mono">
                  <TailText text={key} />
                </span>
                <span className="text-muted">
                  {sessionName === null ? "" : `session ${visibleText(sessionName)}, `}
                  {firstMs === null ? (
                    "not seen in use"
                  ) : (
                    <>
                      first used <TimeText at={firstMs} />
                    </>
                  )}
                </span>
              </span>
              <span className="block text-muted">
                {own} of its {candidatesWords(of)} possible origins {own === 1 ? "lies" : "lie"} in this task. {apart}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
