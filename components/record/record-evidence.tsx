import { CopyButton } from "@/components/common/copy-button";
import { IntegrityBadge } from "@/components/common/integrity-badge";
import { Badge } from "@/components/ui/badge";
import { visibleText } from "@/lib/base/visible-text";
import { integritySentence } from "@/lib/integrity/file-integrity";
import type { EventDetail, Place } from "@/lib/events/contract";

/** Where the record lies in the evidence, every time it was delivered. */
export function RecordEvidence({ event }: { readonly event: EventDetail }) {
  const places = [event.place, ...event.otherPlaces];
  return (
    <section className="border-t border-border px-4 py-3">
      <h3 className="flex items-center gap-2 text-xs font-semibold">
        Evidence
        <IntegrityBadge integrity={event.place.integrity} />
        {event.copiesDiffer ? <Badge tone="warning">copies differ</Badge> : null}
      </h3>
      <p className="pt-1 text-xs text-muted">
        {places.length === 1 ? "Delivered once." : `Delivered ${places.length} times; the event is counted once.`}
      </p>
      <ul className="flex flex-col gap-2 pt-2">
        {places.map((place) => (
          <li key={`${place.logFileId}:${place.recordIndex}`}>
            <PlaceFacts place={place} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function PlaceFacts({ place }: { readonly place: Place }) {
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 text-xs">
      <dt className="leading-5 text-muted">File</dt>
      <dd className="min-w-0 leading-5">
        {place.paths.map((path) => (
          <bdi key={path} className="block font-mono break-all">
            {visibleText(path)}
          </bdi>
        ))}
      </dd>
      <dt className="leading-5 text-muted">Record</dt>
      <dd className="leading-5 tabular">
        {place.recordIndex} <span className="text-muted">counted from 0</span>
        {place.differs ? <span className="ml-2 text-warning">other content</span> : null}
      </dd>
      <dt className="leading-5 text-muted">Integrity</dt>
      <dd className="leading-5">
        <IntegrityBadge integrity={place.integrity} />
        <span className="block text-muted">{integritySentence(place.integrity)}.</span>
      </dd>
      <dt className="leading-5 text-muted">SHA-256</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <span className="truncate font-mono" title={place.sha256}>
          {place.sha256}
        </span>
        <CopyButton text={place.sha256} label="Copy the SHA-256 of the file" />
      </dd>
    </dl>
  );
}
