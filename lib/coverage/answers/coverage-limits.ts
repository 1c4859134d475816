import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import type { DroppedRange } from "@/lib/retention/dropped-range";
import { cellSpans, type CellSpan } from "../cell-spans";
import { provenCoverage } from "../compile-coverage";
import type { CoverageModel } from "../coverage-model";
import { type Span, subtractSpans } from "../spans";
import type { Place } from "../sinks-at";
import type { Limit, LimitKind } from "./answer";
import { droppedLimit, splitDropped } from "./dropped-limits";
import { wholeFamilyId } from "./touch-paths";

type Asked = Place & { readonly window: Span; readonly what: string; readonly dropped: readonly DroppedRange[] };

/**
 * Every time in which an event of a family in a place might not be here: a no rests on all of it being recorded, held and verified. Of
 * what retention dropped only the time is said.
 */
export function coverageLimits(family: OperationFamily, asked: Asked, model: CoverageModel): Limit[] {
  const spans = cellSpans(family, asked, model);
  const parts = spans.flatMap((span) => partsOf(span, asked));
  const limits = parts.map((part) => ({
    part,
    limit: part.isDropped ? droppedLimit(asked, part) : limitOf(family, part, asked),
  }));
  const open = limits.flatMap(({ part, limit }) => (limit === null ? [part] : []));
  return joined([
    ...limits.flatMap(({ limit }) => limit ?? []),
    ...(open.length === 0 ? [] : unprovedLimits(family, { ...asked, open }, model)),
  ]);
}

type Part = CellSpan & { readonly isDropped: boolean };

/** Where something was recorded, or may have been, and its log files were dropped, that is why it is not here. */
function partsOf(span: CellSpan, asked: Asked): Part[] {
  const { state } = span.result;
  const whole = { ...span, isDropped: false };
  if (state !== "logged" && state !== "partial" && state !== "unknown") return [whole];
  const { gone, rest } = splitDropped(span, asked, asked.dropped);
  if (gone === null) return [whole];
  const left = state === "logged" ? rest.map((part) => ({ ...whole, ...part })) : [whole];
  return [{ ...span, ...gone, isDropped: true }, ...left];
}

/** Where a change of the configuration could have been in a file of which nothing proves that it was here. */
function unprovedLimits(
  family: OperationFamily,
  { open, ...asked }: Asked & { readonly open: readonly CellSpan[] },
  model: CoverageModel,
): Limit[] {
  const { account, region, what } = asked;
  const proved = cellSpans(family, asked, provenCoverage(model)).filter(
    (span) => limitOf(family, span, asked) === null,
  );
  return open.flatMap((span) => {
    const sinks = span.result.decidedBy.map(({ name }) => name).join(", ");
    return subtractSpans(span, proved).map(({ fromMs, toMs }): Limit => ({
      kind: "unverified",
      text: `${what}: ${family.title} in ${account}, ${region} was recorded by ${sinks} as far as known, and nothing proves that the records of changes to that are all here.`,
      remedy:
        "Load the digests of the Region in which it is set up, from its owner's account, or a later description of it.",
      fromMs,
      toMs,
      account,
      region,
      events: [],
    }));
  });
}

function limitOf(family: OperationFamily, { fromMs, toMs, result }: CellSpan, asked: Asked): Limit | null {
  const { account, region, what } = asked;
  const where = `${what}: ${family.title} in ${account}, ${region}`;
  const limit = (kind: LimitKind, text: string, remedy: string | null): Limit => ({
    kind,
    text,
    remedy,
    fromMs,
    toMs,
    account,
    region,
    events: [],
  });
  switch (result.state) {
    case "not-applicable":
      return null;
    case "not-loggable":
      return limit("not-loggable", `${where}: ${result.because}`, null);
    case "not-logged":
      return limit("not-recorded", `${where} was not recorded. ${result.because}`, null);
    case "partial":
      return {
        ...limit("partly-recorded", `${where} was recorded in part. ${result.because}`, null),
        family: wholeFamilyId(family),
      };
    case "unknown":
      return limit(
        "configuration-unknown",
        `Whether ${where} was recorded is not known. ${result.because}`,
        "Import the configuration of that time, or the log of management events that would show a change.",
      );
    case "logged":
      return heldLimit(limit, result, where);
  }
}

type Make = (kind: LimitKind, text: string, remedy: string | null) => Limit;

function heldLimit(make: Make, result: CellSpan["result"], where: string): Limit | null {
  const sinks = result.decidedBy.map(({ name }) => name).join(", ");
  if (result.marks.includes("uploaded-facts"))
    return make(
      "uploaded-configuration",
      `${where}: that it was recorded rests on records that were uploaded, which anybody may have written.`,
      "Verify the files with digests, pull them from the trail's bucket, or import the configuration.",
    );
  if (result.held === "verified") return null;
  if (result.held === "complete")
    return make(
      "unverified",
      `${where} was recorded by ${sinks}, and nothing proves that all its files are here.`,
      "Load the digests, with their signatures and keys; without log file validation nothing can prove it.",
    );
  return make(
    "not-held",
    `${where} was recorded by ${sinks}, and its files of this time are not all here.`,
    "Load the missing log files.",
  );
}

/** Limits of one kind and place that follow each other are one. */
function joined(limits: readonly Limit[]): Limit[] {
  const out: Limit[] = [];
  for (const limit of limits) {
    const last = out.at(-1);
    if (last !== undefined && last.kind === limit.kind && last.text === limit.text && last.toMs === limit.fromMs)
      out[out.length - 1] = { ...last, toMs: limit.toMs };
    else out.push(limit);
  }
  return out;
}
