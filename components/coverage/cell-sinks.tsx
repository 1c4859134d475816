import { Badge } from "@/components/ui/badge";
import { TimeText } from "@/components/common/time-text";
import { visibleText } from "@/lib/base/visible-text";
import type { CoverageCell } from "@/lib/coverage/contract";
import { shareWords } from "@/lib/coverage/observed-share";
import { HELD_WORDS, SINK_WORDS, STANDING_WORDS } from "./coverage-words";

const EXTENT_WORDS = {
  all: "takes all of it",
  part: "takes a part of it",
  none: "takes none of it",
  unknown: "cannot be told",
} as const;
const TONES = { all: "success", part: "warning", none: "danger", unknown: "neutral" } as const;

/** What each sink that watches the place says of the family. */
export function CellSinks({ sinks }: { readonly sinks: CoverageCell["sinks"] }) {
  if (sinks.length === 0) return <p className="text-muted">None is known that watches this account and Region.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {sinks.map((sink) => (
        <li key={sink.sink} className="rounded-md border border-border px-3 py-2 text-xs">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="text-sm font-medium break-all">{visibleText(sink.name)}</span>
            <span className="text-muted">{SINK_WORDS[sink.kind]}</span>
            <Badge tone={TONES[sink.extent]}>{EXTENT_WORDS[sink.extent]}</Badge>
            <span className="text-muted">{STANDING_WORDS[sink.standing]}</span>
          </div>
          <p className="mt-1 break-words">{visibleText(sink.because)}</p>
          {sink.selectors.length === 0 ? null : (
            <p className="mt-0.5 text-muted">by {visibleText(sink.selectors.join(" and "))}</p>
          )}
          {sink.share === null ? null : <p className="mt-0.5">{visibleText(shareWords(sink.share))}</p>}
          {sink.extent === "all" || sink.extent === "part" ? (
            <p className="mt-0.5 text-muted">Files: {HELD_WORDS[sink.held]}</p>
          ) : null}
          {sink.sinceMs === null ? null : (
            <p className="mt-0.5 text-muted">
              set up so since <TimeText at={sink.sinceMs} precision="minute" />
            </p>
          )}
          <Origins origins={sink.origins} />
          <p className="mt-0.5 font-mono text-2xs break-all text-muted">{visibleText(sink.sink)}</p>
        </li>
      ))}
    </ul>
  );
}

const ORIGINS_SHOWN = 4;

function Origins({ origins }: Pick<CoverageCell["sinks"][number], "origins">) {
  if (origins.length === 0) return null;
  const rest = origins.length - ORIGINS_SHOWN;
  return (
    <p className="mt-0.5 break-words text-muted">
      known from{" "}
      {origins
        .slice(0, ORIGINS_SHOWN)
        .map(({ kind, name, trust }) => visibleText(`${kind === "event" ? "event " : ""}${name} (${trust})`))
        .join(", ")}
      {rest > 0 ? ` and ${rest} more` : ""}
    </p>
  );
}
