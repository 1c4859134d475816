import Link from "next/link";
import { TimeText } from "@/components/common/time-text";
import { Badge } from "@/components/ui/badge";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { AnswerResult } from "@/lib/coverage/answers/contract";
import { eventHref } from "@/lib/events/search-params";
import { LIMIT_WORDS } from "./answer-words";

type Limit = AnswerResult["limits"][number];
type AnswerLimitsProps = { readonly limits: readonly Limit[]; readonly verdict: AnswerResult["verdict"] };

/** Everything that limits an answer, the easiest to remove first. */
export function AnswerLimits({ limits, verdict }: AnswerLimitsProps) {
  if (limits.length === 0) return null;
  return (
    <section className="border-t border-border px-5 py-4">
      <h2 className="text-sm font-semibold">
        {verdict === "yes" ? "Why there may be more" : "What stands in the way of a no"}{" "}
        <span className="font-normal text-muted">{formatCount(limits.length)}, the easiest to remove first</span>
      </h2>
      <ol className="mt-2 flex flex-col gap-3">
        {limits.map((limit, n) => (
          <li key={n} className="grid grid-cols-[1.5rem_minmax(0,1fr)] text-sm break-inside-avoid">
            <span className="text-muted tabular">{n + 1}.</span>
            <div className="min-w-0">
              <p className="break-words">
                <Badge tone="outline" className="mr-2">
                  {LIMIT_WORDS[limit.kind]}
                </Badge>
                {visibleText(limit.text)}
              </p>
              <p className="mt-0.5 text-xs text-muted">
                <TimeText at={limit.fromMs} precision="minute" /> – <TimeText at={limit.toMs} precision="minute" />
                {limit.account === null ? "" : ` · ${visibleText(limit.account)}`}
                {limit.region === null ? "" : ` · ${visibleText(limit.region)}`}
              </p>
              <p className="mt-0.5 text-xs break-words">
                {limit.remedy === null ? "Nothing removes it." : `What removes it: ${visibleText(limit.remedy)}`}
              </p>
              <LimitEvents events={limit.events} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

const SHOWN = 5;

function LimitEvents({ events }: Pick<Limit, "events">) {
  if (events.length === 0) return null;
  return (
    <p className="mt-0.5 flex flex-wrap gap-x-2 text-xs">
      {events.slice(0, SHOWN).map((eventId) => (
        <Link
          key={eventId}
          href={eventHref(eventId)}
          className="font-mono text-2xs text-accent underline underline-offset-2"
        >
          {visibleText(eventId)}
        </Link>
      ))}
      {events.length > SHOWN ? (
        <span className="text-muted">
          {SHOWN} of {formatCount(events.length)}
        </span>
      ) : null}
    </p>
  );
}
