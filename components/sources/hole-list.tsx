import { TimeText } from "@/components/common/time-text";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { HoleKind, Watermark } from "@/lib/integrity/watermark";

const SHOWN = 30;

const KINDS: Readonly<Record<HoleKind, string>> = {
  "file-missing": "a log file is not here, or not whole",
  "digest-missing": "no digest says what was delivered",
  "no-files": "no log file, though others of the sink have some",
  "sink-silent": "no log file of the whole sink",
  "not-logging": "logging was off",
  dropped: "log files dropped by retention",
};

/** How many stretches are missing; which and why, on asking. */
export function HoleList({ mark }: { readonly mark: Watermark }) {
  const { holes } = mark;
  if (holes.length === 0) return "0";
  return (
    <Popover>
      <PopoverTrigger className="min-h-6 font-medium text-warning underline decoration-dotted underline-offset-2">
        {formatCount(holes.length)}
      </PopoverTrigger>
      <PopoverContent
        align="end"
        tabIndex={0}
        className="max-h-96 w-96 max-w-[90vw] overflow-y-auto p-3 text-left text-xs"
      >
        <p className="font-semibold">
          Not complete in {visibleText(mark.region)}
          {holes.length > SHOWN ? `: the first ${SHOWN} of ${formatCount(holes.length)}` : ""}
        </p>
        <ul className="flex flex-col gap-2 pt-2">
          {holes.slice(0, SHOWN).map((hole) => (
            <li key={`${hole.fromMs} ${hole.toMs} ${hole.kind} ${hole.detail}`}>
              <TimeText at={hole.fromMs} precision="minute" /> to <TimeText at={hole.toMs} precision="minute" />
              <span className="block text-ink-soft">{KINDS[hole.kind]}</span>
              {hole.detail === "" ? null : (
                <bdi className="block font-mono break-all text-muted">{visibleText(hole.detail)}</bdi>
              )}
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}
