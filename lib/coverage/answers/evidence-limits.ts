import { countOf } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import type { AnswerEvidence, Limit, LimitKind, OtherCalls, Question, TouchGroup } from "./answer";
import { mayDo } from "./verb";

const CITED_MAX = 10;

/** What in the records themselves forbids a no: calls that nobody can be tied to, credentials that went on, calls that let others act. */
export function evidenceLimits(question: Question, evidence: AnswerEvidence, unsure: Unsure): Limit[] {
  return [
    ...recordLimits(question, evidence),
    ...unsureLimits(question, unsure.touches),
    ...failedLimits(question, unsure.failed),
    ...evidence.unnamed.map((calls) => fromCalls(maker(question), "unnamed-resource", calls)),
    ...(question.subject === null ? [] : subjectLimits(question, evidence, unsure.setUpIsKnown)),
  ];
}

/** Calls that may be what was asked about, those of which nobody knows whether they were carried out, and whether all that the subject ever set up is here. */
type Unsure = {
  readonly touches: readonly TouchGroup[];
  readonly failed: readonly TouchGroup[];
  readonly setUpIsKnown: boolean;
};

type Make = (kind: LimitKind, text: string, more?: Partial<Limit>) => Limit;

function maker({ fromMs, toMs }: Question): Make {
  return (kind, text, more = {}) => ({
    kind,
    text,
    remedy: null,
    fromMs,
    toMs,
    account: null,
    region: null,
    events: [],
    ...more,
  });
}

function recordLimits(question: Question, { quarantined, droppedUnread, touchesAreCut }: AnswerEvidence): Limit[] {
  const make = maker(question);
  const limits: Limit[] = [];
  if (quarantined.records > 0)
    limits.push(
      make(
        "quarantined",
        `${countOf(quarantined.records, "record")} in ${countOf(quarantined.files, "file")} of this time could not be read.`,
        { remedy: "Look at them under Sources; rebuild takes in what can be read by now." },
      ),
    );
  if (droppedUnread.records > 0)
    limits.push(
      make(
        "dropped",
        `${countOf(droppedUnread.records, "record")} that could not be read went with ${countOf(droppedUnread.files, "log file")} of this time that retention dropped.`,
      ),
    );
  if (touchesAreCut)
    limits.push(
      make("too-many", "More callers touched it than can be told apart at once.", {
        remedy: "Ask about a shorter time.",
      }),
    );
  return limits;
}

/** Calls that may be what was asked about, and of which the record does not say enough. */
function unsureLimits(question: Question, unsure: readonly TouchGroup[]): Limit[] {
  const make = maker(question);
  return unsure.map(({ source, name, events, sample }) =>
    make(
      question.did === "overwrite" ? "existed-before" : "unnamed-resource",
      question.did === "overwrite"
        ? `It was written ${countOf(events, "time")} by ${name}; whether something was there before is not known.`
        : `${countOf(events, "call")} of ${source}:${name} may have been it; what is recorded does not tell.`,
      { events: sample.slice(0, CITED_MAX).map(({ eventId }) => eventId) },
    ),
  );
}

/** Calls in which the service itself failed. */
function failedLimits(question: Question, failed: readonly TouchGroup[]): Limit[] {
  const make = maker(question);
  return failed.map(({ source, name, events, sample }) =>
    make(
      "failed-call",
      `${countOf(events, "call")} of ${source}:${name} ended in a failure of the service itself; whether anything was carried out before is not recorded.`,
      { events: sample.slice(0, CITED_MAX).map(({ eventId }) => eventId) },
    ),
  );
}

function subjectLimits(question: Question, evidence: AnswerEvidence, setUpIsKnown: boolean): Limit[] {
  const make = maker(question);
  return [
    ...evidence.touches
      .filter((touch) => touch.by === "unknown" && touch.outcome !== "refused" && mayDo(question.did, touch))
      .map((touch) => unattributed(touch, make)),
    ...(setUpIsKnown ? [] : setUpLimits(question, evidence)),
    ...evidence.issued
      .filter(({ account, isTraceable }) => account === null || !isTraceable)
      .map((issued) =>
        make("issued-unseen", `A credential for ${issued.name} was obtained; what was done with it cannot be told.`, {
          fromMs: issued.atMs,
          account: issued.account,
          events: [issued.eventId],
        }),
      ),
    ...evidence.indirect.map((calls) => fromCalls(make, "indirect", calls)),
  ];
}

const EARLIER = "Load the records of its accounts from the day on which it was made.";

/** What somebody else's key did may be the subject's, if it made that key; a rule that it gave a bucket deletes without a record. */
function setUpLimits(question: Question, { touches, beginMs }: AnswerEvidence): Limit[] {
  const make = maker(question);
  const begin = beginMs === null ? "no records of its accounts are here" : `records begin at ${formatTime(beginMs)}`;
  const others = touches
    .filter((touch) => touch.by === "set-up" && touch.outcome !== "refused" && mayDo(question.did, touch))
    .map(({ source, name, events, sample, why }) =>
      make("set-up-before", `${countOf(events, "call")} of ${source}:${name} on it by ${why}; ${begin}.`, {
        remedy: EARLIER,
        events: sample.slice(0, CITED_MAX).map(({ eventId }) => eventId),
      }),
    );
  const rule = question.did === "delete" ? unseenDeletion(question.resource.type) : null;
  if (rule === null) return others;
  const text = `${rule} without a record of each, and ${question.subject?.name ?? "it"} may have set that up before: ${begin}.`;
  return [...others, make("set-up-before", text, { remedy: EARLIER })];
}

/** What deletes without anybody calling for it, in words; null where nothing is known to. */
export function unseenDeletion(type: string): string | null {
  if (type.startsWith("AWS::S3::")) return "Lifecycle rules of a bucket delete objects";
  return type === "AWS::DynamoDB::Table" ? "The time to live of a table deletes items" : null;
}

function unattributed({ source, name, events, sample, why }: TouchGroup, make: Make): Limit {
  return make("unattributed", `${countOf(events, "call")} of ${source}:${name} on it may be the subject's: ${why}.`, {
    fromMs: Math.min(...sample.map(({ timeMs }) => timeMs)),
    events: sample.slice(0, CITED_MAX).map(({ eventId }) => eventId),
  });
}

function fromCalls(make: Make, kind: LimitKind, calls: OtherCalls): Limit {
  const { source, name, events, sample, fromMs, toMs, why } = calls;
  const words =
    kind === "indirect"
      ? "lets something else act, whose calls may not be tied to it"
      : "names no resource that can be told from this one";
  return make(kind, `${countOf(events, "call")} of ${source}:${name}: it ${words}${why === null ? "" : `; ${why}`}.`, {
    fromMs,
    toMs: Math.max(fromMs, toMs),
    events: sample.slice(0, CITED_MAX),
  });
}
