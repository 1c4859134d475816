import type { ReactNode } from "react";
import { Chip } from "@/components/common/chip";
import { TimeText } from "@/components/common/time-text";
import { Badge } from "@/components/ui/badge";
import { chipActions, type Filtering } from "@/components/events/chip-actions";
import { formatBytes } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { EventDetail } from "@/lib/events/contract";
import type { FilterField } from "@/lib/events/event-filter";
import { shortKey } from "@/lib/events/short-names";

type RecordFactsProps = { readonly event: EventDetail; readonly filtering: Filtering | null };

/** What a record says, decoded: every identifier with its menu. */
export function RecordFacts({ event, filtering }: RecordFactsProps) {
  const chip = (field: FilterField, value: string, shown: { label?: string; note?: string } = {}): ReactNode => (
    <Chip value={value} actions={chipActions({ field, value }, filtering)} {...shown} />
  );
  const identity = event.identityId;
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 px-4 py-3 text-sm">
      <Fact name="Time">
        <TimeText at={event.timeMs} precision={event.timeMs % 1000 === 0 ? "second" : "millisecond"} />
        {event.windowEndMs === null ? null : (
          <>
            {" to "}
            <TimeText at={event.windowEndMs} />
          </>
        )}
      </Fact>
      <Fact name="Outcome">
        {event.outcome === "ok" ? (
          <Badge tone="success">ok</Badge>
        ) : (
          <Badge tone="danger">✕ {visibleText(event.errorCode ?? "error")}</Badge>
        )}
        <span className="ml-2 text-xs text-muted">{ACCESS[String(event.readOnly)]}</span>
      </Fact>
      <Fact name="Identity">
        {identity === null ? (
          visibleText(event.identity)
        ) : (
          <Chip
            value={event.principalArn ?? event.identity}
            label={event.identity}
            {...(event.identityKind === null ? {} : { note: event.identityKind })}
            actions={chipActions({ field: "identity", value: identity }, filtering)}
          />
        )}
      </Fact>
      {event.credential === null ? (
        <Fact name="Credential">{NONE}</Fact>
      ) : (
        <Fact name="Credential">
          {chip("credential", event.credential, event.credentialKind === null ? {} : { note: event.credentialKind })}
        </Fact>
      )}
      {event.sessionName === null ? null : <Fact name="Session">{chip("session", event.sessionName)}</Fact>}
      {event.via === null ? null : <Fact name="Called through">{visibleText(event.via)}</Fact>}
      <Fact name="Action">{chip("action", `${event.source}:${event.action}`)}</Fact>
      <Fact name="Resources">
        {event.touched.length === 0 ? (
          <span className="text-muted">The record names none.</span>
        ) : (
          <ul className="flex min-w-0 flex-col gap-1">
            {event.touched.map((one) => (
              <li key={one.uid} className="min-w-0">
                {chip("resource", one.key, {
                  label: shortKey(one.key),
                  note: one.type === "" ? one.role : one.type.replace(/^AWS::/, ""),
                })}
              </li>
            ))}
          </ul>
        )}
      </Fact>
      {event.container === null ? null : (
        <Fact name="Inside">{chip("resource", event.container.key, { label: shortKey(event.container.key) })}</Fact>
      )}
      <Fact name="Account">
        {chip("account", event.account, event.accountName === null ? {} : { note: event.accountName })}
      </Fact>
      <Fact name="Region">{chip("region", event.region)}</Fact>
      <Fact name="Address">{event.address === null ? NONE : chip("ip", event.address)}</Fact>
      <Fact name="User agent">
        {event.userAgent === null ? (
          NONE
        ) : (
          <span className="font-mono text-xs break-all">{visibleText(event.userAgent)}</span>
        )}
      </Fact>
      <Fact name="Category">
        {event.category} <span className="text-muted">· {event.kind}</span>
      </Fact>
      {event.bytes === null ? null : <Fact name="Transferred">{formatBytes(event.bytes)}</Fact>}
      {event.sharedEventId === null ? null : (
        <Fact name="Shared event">
          <span className="font-mono text-xs break-all">{event.sharedEventId}</span>
        </Fact>
      )}
    </dl>
  );
}

const NONE = <span className="text-muted">The record has none.</span>;
const ACCESS: Record<string, string> = {
  true: "read only",
  false: "not read only",
  null: "the record does not say whether it only read",
};

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-xs leading-5 text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
