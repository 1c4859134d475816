import Link from "next/link";
import { EvidenceMark } from "@/components/common/evidence-mark";
import { TimeText } from "@/components/common/time-text";
import { Badge } from "@/components/ui/badge";
import { visibleText } from "@/lib/base/visible-text";
import type { LoggedVerdict } from "@/lib/coverage/contract";
import { coverageHref } from "@/lib/coverage/search-params";
import { HELD_WORDS, SINK_WORDS, STANDING_WORDS } from "./coverage-words";

const TAKES: Record<string, { word: string; tone: "success" | "danger" | "neutral" }> = {
  true: { word: "takes it", tone: "success" },
  false: { word: "does not take it", tone: "danger" },
  null: { word: "cannot be told", tone: "neutral" },
};

/** What every sink and each of its selectors says of one record. */
export function LoggedVerdictView({ verdict }: { readonly verdict: LoggedVerdict }) {
  const { account, region, family, atMs, sinks } = verdict;
  return (
    <section aria-label="Verdict" className="rounded-lg border border-border bg-panel">
      <div className="border-b border-border px-4 py-3">
        <EvidenceMark state={verdict.state} />
        <p className="mt-1.5 break-words">{visibleText(verdict.because)}</p>
        <p className="mt-1 text-xs text-muted">
          {visibleText(account)} · {visibleText(region)} · <TimeText at={atMs} />
          {family === null ? (
            " · no operation family is known for it"
          ) : (
            <>
              {" · "}
              <Link
                href={coverageHref({ at: atMs, cell: { account, region, family } })}
                className="text-accent underline underline-offset-2"
              >
                {visibleText(family)} in the heatmap
              </Link>
            </>
          )}
        </p>
      </div>
      {sinks.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted">
          No trail or event data store is known that watches this account and Region.
        </p>
      ) : (
        <ul className="divide-y divide-border">
          {sinks.map((sink) => (
            <li key={sink.sink} className="px-4 py-3 text-sm">
              <Sink sink={sink} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Sink({ sink }: { readonly sink: LoggedVerdict["sinks"][number] }) {
  const { word = "", tone = "neutral" } = TAKES[String(sink.takes)] ?? {};
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium break-all">{visibleText(sink.name)}</span>
        <span className="text-xs text-muted">{SINK_WORDS[sink.kind]}</span>
        <Badge tone={tone}>{word}</Badge>
        <span className="text-xs text-muted">{STANDING_WORDS[sink.standing]}</span>
      </div>
      <p className="mt-0.5 break-words">{visibleText(sink.because)}</p>
      {sink.takes === true ? <p className="text-xs text-muted">Files: {HELD_WORDS[sink.held]}</p> : null}
      {sink.selectors.length === 0 ? null : (
        <ul className="mt-2 flex flex-col gap-1.5 border-l-2 border-border pl-3 text-xs">
          {sink.selectors.map((one, n) => (
            <li key={n}>
              <span className="font-medium">{visibleText(one.selector)}</span>{" "}
              <span className="text-muted">
                {one.takes === true ? "takes it" : one.takes === null ? "cannot be told" : "rejects it"}
                {one.field === null ? "" : ` by ${visibleText(one.field)}`}
              </span>
              <p className="break-words text-ink-soft">{visibleText(one.because)}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
