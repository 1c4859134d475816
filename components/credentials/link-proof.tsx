import { RecordLink } from "@/components/record/record-link";
import { visibleText } from "@/lib/base/visible-text";
import type { ChainLink } from "@/lib/credentials/contract";

type LinkProofProps = { readonly link: ChainLink; readonly onRecord: (eventId: string) => void };

/** What joins the two ends of a link, and the records that say so. */
export function LinkProof({ link, onRecord }: LinkProofProps) {
  const { issuingEventId, usedEventId, because, mechanism } = link;
  const isStarted = mechanism === "started-work";
  return (
    <span className="block text-2xs text-muted">
      <span className="block whitespace-normal">{visibleText(because)}</span>
      {/* Of what merely went on at the same time no record speaks. */}
      <span className={mechanism === "same-time" ? "hidden" : "flex flex-wrap gap-x-3 gap-y-2.5 py-1"}>
        {issuingEventId === null ? (
          <span>no issuing record here</span>
        ) : (
          <RecordLink eventId={issuingEventId} onOpen={onRecord}>
            {isStarted ? "starting call" : "issuing record"}
          </RecordLink>
        )}
        {usedEventId === null ? (
          <span>not seen in use</span>
        ) : (
          <RecordLink eventId={usedEventId} onOpen={onRecord}>
            {isStarted ? "its session" : "first use"}
          </RecordLink>
        )}
      </span>
    </span>
  );
}
