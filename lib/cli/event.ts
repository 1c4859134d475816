import { parseArgs } from "node:util";
import { visibleText } from "@/lib/base/visible-text";
import type { EventDetail } from "@/lib/events/contract";
import { getEvent } from "@/lib/events/server/get-event";
import { getRecordText } from "@/lib/events/server/get-record-text";
import { integritySentence, STATE_NAMES } from "@/lib/integrity/file-integrity";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

/** `wakeline event`: one event with its place in the evidence, or with `--raw` its record exactly as it was delivered. */
export async function eventCommand(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { raw: { type: "boolean" } },
  });
  const [eventId] = positionals;
  if (eventId === undefined || positionals.length > 1) throw new UsageError("Name one event by its eventID.");
  return withStore(io, async (ctx) => {
    if (values.raw === true) {
      io.stdout((await getRecordText(ctx, { eventId, copy: 0, raw: true })).text);
      return 0;
    }
    const event = await getEvent(ctx, { eventId });
    for (const line of io.json ? [JSON.stringify(toJson(event))] : toLines(event)) io.stdout(line);
    return 0;
  });
}

function toJson({
  cursor: _cursor,
  timeMs,
  windowEndMs,
  place,
  otherPlaces,
  touched,
  resource: _resource,
  resources: _count,
  address,
  ...event
}: EventDetail) {
  return {
    ...event,
    time: new Date(timeMs).toISOString(),
    windowEnd: windowEndMs === null ? null : new Date(windowEndMs).toISOString(),
    sourceIp: address,
    resources: touched.map(({ key, type, role }) => ({ key, type, role })),
    file: place.paths[0] ?? null,
    index: place.recordIndex,
    sha256: place.sha256,
    integrityReason: place.integrity.reason,
    integrityKey: place.integrity.key,
    digest: place.integrity.digest,
    deliveries: [place, ...otherPlaces].map(({ paths, recordIndex, sha256, differs, integrity }) => ({
      files: paths,
      index: recordIndex,
      sha256,
      differs,
      integrity: integrity.state,
    })),
  };
}

function toLines(event: EventDetail): string[] {
  const facts: [string, string | null][] = [
    ["event", event.eventId],
    ["time", new Date(event.timeMs).toISOString()],
    ["action", `${event.source}:${event.action}`],
    ["outcome", event.outcome === "error" ? (event.errorCode ?? "error") : "ok"],
    ["identity", `${event.identity} (${event.identityId ?? "-"})`],
    ["credential", event.credential],
    ["session", event.sessionName],
    ["account", event.account],
    ["region", event.region],
    ["category", event.category],
    ["address", event.address],
    ["user agent", event.userAgent],
    ["called through", event.via],
    ...event.touched.map(({ key, role }): [string, string] => [role, key]),
    ["file", event.place.paths.join(", ")],
    ["record", String(event.place.recordIndex)],
    ["sha-256", event.place.sha256],
    ["integrity", `${STATE_NAMES[event.integrity]}: ${integritySentence(event.place.integrity)}`],
    [
      "further copies",
      event.otherPlaces.length === 0
        ? null
        : `${event.otherPlaces.length}${event.copiesDiffer ? ", with other content" : ""}`,
    ],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(15)}${visibleText(value)}`]));
}
