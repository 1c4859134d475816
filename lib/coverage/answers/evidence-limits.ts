import { formatCount } from "@/lib/base/format-number";
import type { AnswerEvidence, Limit, LimitKind, OtherCalls, Question, TouchGroup } from "./answer";
import { mayDo } from "./verb";

const CITED_MAX = 10;

/** What in the records themselves forbids a no: calls that nobody can be tied to, credentials that went on, calls that let others act. */
export function evidenceLimits(question: Question, evidence: AnswerEvidence, unsure: readonly TouchGroup[]): Limit[] {
  return [
    ...recordLimits(question, evidence),
    ...unsureLimits(question, unsure),
    ...(question.subject === null ? [] : subjectLimits(question, evidence)),
  ];
}

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

function recordLimits(question: Question, { quarantined, touchesAreCut }: AnswerEvidence): Limit[] {
  const make = maker(question);
  const limits: Limit[] = [];
  if (quarantined.records > 0)
    limits.push(
      make(
        "quarantined",
        `${formatCount(quarantined.records)} records in ${formatCount(quarantined.files)} files of this time could not be read.`,
        { remedy: "Look at them under Sources; rebuild takes in what can be read by now." },
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
        ? `It was written ${formatCount(events)} times by ${name}; whether something was there before is not known.`
        : `${formatCount(events)} calls of ${source}:${name} may have been it; their records do not tell.`,
      { events: sample.slice(0, CITED_MAX).map(({ eventId }) => eventId) },
    ),
  );
}

function subjectLimits(question: Question, evidence: AnswerEvidence): Limit[] {
  const make = maker(question);
  return [
    ...evidence.touches
      .filter((touch) => touch.by === "unknown" && !touch.isError && mayDo(question.did, touch))
      .map((touch) => unattributed(touch, make)),
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
    ...evidence.unnamed.map((calls) => fromCalls(make, "unnamed-resource", calls)),
  ];
}

function unattributed({ source, name, events, sample, why }: TouchGroup, make: Make): Limit {
  return make("unattributed", `${formatCount(events)} calls of ${source}:${name} on it may be the subject's: ${why}.`, {
    fromMs: Math.min(...sample.map(({ timeMs }) => timeMs)),
    events: sample.slice(0, CITED_MAX).map(({ eventId }) => eventId),
  });
}

function fromCalls(make: Make, kind: LimitKind, calls: OtherCalls): Limit {
  const { source, name, events, sample, fromMs, toMs } = calls;
  const words =
    kind === "indirect"
      ? "lets something else act, whose calls may not be tied to it"
      : "names no resource that can be told from this one";
  return make(kind, `${formatCount(events)} calls of ${source}:${name}: it ${words}.`, {
    fromMs,
    toMs: Math.max(fromMs, toMs),
    events: sample.slice(0, CITED_MAX),
  });
}
