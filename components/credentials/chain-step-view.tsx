import { TimeText } from "@/components/common/time-text";
import { visibleText } from "@/lib/base/visible-text";
import type { ChainStep } from "@/lib/credentials/chain-row";
import { MECHANISM_WORDS } from "@/lib/credentials/words";
import { GRADE_LINES, GradeMark } from "./grade-mark";
import { LinkProof } from "./link-proof";

type ChainStepViewProps = { readonly step: ChainStep; readonly onRecord: (eventId: string) => void };

/** A link between two boxes: its line says how it is known; a double rule stands where it leaves an account. */
export function ChainStepView({ step, onRecord }: ChainStepViewProps) {
  const { link, between } = step;
  return (
    <div className="relative flex w-56 flex-col justify-center gap-1 px-2 py-1 text-xs">
      <span className="flex min-w-0 items-center gap-1.5 px-1">
        <GradeMark grade={link.grade} />
        <span className="min-w-0 truncate font-medium" title={MECHANISM_WORDS[link.mechanism]}>
          {MECHANISM_WORDS[link.mechanism]}
        </span>
      </span>
      <span aria-hidden className="flex items-center">
        <span className={`h-0 flex-1 border-t-2 ${GRADE_LINES[link.grade]}`} />
        {between.length > 0 ? <span className="mx-1 h-4 w-1.5 border-x-2 border-warning" /> : null}
        <span className={`h-0 flex-1 border-t-2 ${GRADE_LINES[link.grade]}`} />
        <span className="size-0 border-y-4 border-l-6 border-y-transparent border-l-ink-soft" />
      </span>
      <span className="px-1 text-2xs text-muted">
        {between.length > 0 ? (
          <span className="block text-warning">crosses accounts: recorded in {visibleText(between.join(" and "))}</span>
        ) : null}
        <span className="block">{link.atMs === null ? "time unknown" : <TimeText at={link.atMs} />}</span>
        {link.sessionName === null ? null : (
          <bdi className="block truncate font-mono" title={visibleText(link.sessionName)}>
            {visibleText(link.sessionName)}
          </bdi>
        )}
        <LinkProof link={link} onRecord={onRecord} />
      </span>
    </div>
  );
}
