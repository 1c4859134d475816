import { parseArn } from "@/lib/cloudtrail/arn";
import type { CoverageChange } from "./contract";
import type { CoverageModel, SinkModel } from "./coverage-model";
import type { Segment, Timeline } from "./timeline";

/** Every change of what is logged that was seen, in order of time. */
export function listChanges(model: CoverageModel): CoverageChange[] {
  const changes = [
    ...model.sinks.flatMap(sinkChanges),
    ...[...model.memberships].flatMap(([account, timeline]) =>
      changesOf(timeline, {
        subject: account,
        account,
        say: (isIn) => (isIn ? "Joined the organisation" : "Left the organisation"),
      }),
    ),
    ...[...model.deliveries].flatMap(([subject, timeline]) =>
      changesOf(timeline, {
        subject,
        account: parseArn(subject)?.account ?? "",
        say: (problem) => (problem === null ? "Delivery works again" : `Delivery fails: ${problem}`),
      }),
    ),
  ];
  return changes.toSorted((a, b) => a.atMs - b.atMs || (a.subject < b.subject ? -1 : 1));
}

function sinkChanges(sink: SinkModel): CoverageChange[] {
  const about = { subject: sink.arn, account: sink.owner };
  const made = changesOf(sink.existence, { ...about, say: (is) => (is ? "Created" : "Deleted") });
  const others = [
    ...changesOf(sink.logging, { ...about, say: (is) => (is ? "Logging started" : "Logging stopped") }),
    ...changesOf(sink.selectors, { ...about, say: () => "Selectors changed" }),
    ...changesOf(sink.settings, { ...about, say: () => "Settings changed" }),
  ];
  // What comes with being created or deleted is not said again.
  const events = new Set(made.flatMap(({ eventId }) => eventId ?? []));
  return [...made, ...others.filter(({ eventId }) => eventId === null || !events.has(eventId))];
}

type About<Value> = {
  readonly subject: string;
  readonly account: string;
  readonly say: (value: Value) => string;
};

function changesOf<Value>(timeline: Timeline<Value>, { subject, account, say }: About<Value>): CoverageChange[] {
  return timeline.flatMap((segment) => {
    if (!segment.startsWithChange || segment.value === undefined) return [];
    return [{ atMs: segment.fromMs, subject, account, what: say(segment.value), eventId: eventOf(segment) }];
  });
}

function eventOf({ fact }: Segment<unknown>): string | null {
  return fact !== null && fact.origin.kind === "event" ? fact.origin.name : null;
}
