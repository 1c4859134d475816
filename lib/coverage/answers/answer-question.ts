import { formatTime } from "@/lib/base/format-time";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import { withoutShared } from "../compile-coverage";
import type { CoverageModel } from "../coverage-model";
import {
  type Answer,
  type AnswerEvidence,
  type CitedEvent,
  type Limit,
  LIMIT_KINDS,
  type LimitKind,
  type Question,
  type TouchGroup,
} from "./answer";
import { copyLimits } from "./copy-limits";
import { coverageLimits } from "./coverage-limits";
import { delegatedLimits } from "./delegated-limits";
import { foldDropped } from "./dropped-limits";
import { evidenceLimits, unseenDeletion } from "./evidence-limits";
import { foreignAssumptions, foreignLimits } from "./foreign-limits";
import { touchPaths } from "./touch-paths";
import { does, mayDo, type Verb } from "./verb";

/** A temporary credential lives at most this long: with one that is older, nobody can have acted. */
export const CREDENTIAL_LIFE_MS = 36 * 3_600_000;

/** Keys, secrets and tables that may have copies under another ARN. */
const REPLICATED = /:(key\/mrk-|secret:|table\/)/;

/** Of roles and users every call says whose it is; of others a call may not be tied to them. */
const TRACEABLE = /^arn:[a-z-]+:iam::\d{12}:(role\/|user\/|root$)/;

/**
 * Did somebody do something to a thing between two times: yes with the calls, no, or cannot say with every reason. No is said only where
 * every way to do it would have left a record that is here, is verified, and says enough to tie it to whom it is asked of.
 */
export function answerQuestion(question: Question, evidence: AnswerEvidence, model: CoverageModel): Answer {
  const matching = evidence.touches.filter((touch) => isMatch(question, touch));
  const done = matching.filter(({ outcome }) => outcome === "done");
  const certain = done.filter((touch) => isCertain(question, touch) && !isUnsureOverwrite(question, evidence));
  const setUpIsKnown = isSetUpKnown(question, evidence, model);
  const unsure = {
    touches: done.length > 0 && certain.length === 0 ? done : [],
    failed: matching.filter(({ outcome }) => outcome === "failed"),
    setUpIsKnown,
  };
  const limits = sorted([
    ...kindLimits(question),
    ...foreignLimits(question, evidence),
    ...copyLimits(question, evidence.copies ?? []),
    ...waysIn(question, { ...evidence, setUpIsKnown }, model),
    ...delegatedLimits(question, model, {
      dropped: evidence.dropped,
      holdsWithout: () => holdsBy(withoutShared(model), question, evidence),
    }),
    ...evidenceLimits(question, evidence, unsure),
  ]);
  const total = certain.reduce((sum, { events }) => sum + events, 0);
  return {
    question,
    verdict: total > 0 ? "yes" : limits.length === 0 ? "no" : "cannot-say",
    events: certain.flatMap(({ sample }) => sample).toSorted(byTime),
    total,
    attempts: matching
      .filter(({ outcome }) => outcome !== "done")
      .flatMap(({ sample }) => sample)
      .toSorted(byTime),
    limits,
    assumptions: [...foreignAssumptions(question), ...assumptionsOf(question, { ...evidence, setUpIsKnown })],
  };
}

/** What was not recorded on the ways to the resource, each reason once. */
function waysIn(question: Question, evidence: Evidence, model: CoverageModel): Limit[] {
  return acrossRegions(foldDropped(pathLimits(question, evidence, model), evidence.dropped));
}

function holdsBy(model: CoverageModel, question: Question, evidence: AnswerEvidence): boolean {
  return waysIn(question, { ...evidence, setUpIsKnown: isSetUpKnown(question, evidence, model) }, model).length === 0;
}

function byTime(a: CitedEvent, b: CitedEvent): number {
  return a.timeMs - b.timeMs || (a.eventId < b.eventId ? -1 : 1);
}

/** Whether a call may be what is asked about, by whom it is asked of. */
function isMatch({ subject, did }: Question, touch: TouchGroup): boolean {
  const isBy = subject === null || touch.by === "subject" || touch.by === "derived";
  return isBy && fitsRole(did, touch) && mayDo(did, touch);
}

function isCertain({ did, resource }: Question, touch: TouchGroup): boolean {
  if (touch.role === "source") return did === "read" || did === "any";
  if (did === "encrypt" && resource.type.startsWith("AWS::S3::") && !touch.withKey) return false;
  return does(did, touch);
}

/** What the copy of an object does to its source is reading it; a key or role that is only named is used by it. */
function fitsRole(did: Verb, { role }: TouchGroup): boolean {
  if (did === "any" || role === "target" || role === "destination") return true;
  if (role === "source") return did === "read";
  return role === "key" && (did === "encrypt" || did === "read");
}

/** That something was overwritten is certain only where it is known to have been there. */
function isUnsureOverwrite({ did }: Question, { existedBefore }: AnswerEvidence): boolean {
  return did === "overwrite" && !existedBefore;
}

/** What follows from the kind of thing, and of whom it is asked, alone. */
function kindLimits({ resource, did, subject, fromMs, toMs }: Question): Limit[] {
  const make = (kind: LimitKind, text: string): Limit => ({
    kind,
    text,
    remedy: null,
    fromMs,
    toMs,
    account: resource.account,
    region: resource.region,
    events: [],
  });
  const { families, unrecorded } = touchPaths(resource.type, did, null);
  const limits: Limit[] = [];
  if (unrecorded !== null)
    limits.push(make("not-loggable", `${resource.type}: ${unrecorded.title} leaves no record. ${unrecorded.basis}.`));
  else if (families.length === 0)
    limits.push(
      make(
        "unknown-kind",
        `In which ways ${resource.type === "" ? "such a thing" : resource.type} can be touched is not known well enough.`,
      ),
    );
  const inferred = families.find(({ certainty }) => certainty === "inferred");
  if (inferred !== undefined)
    limits.push(make("inferred", `Which records ${inferred.title} makes is deduced, not documented.`));
  if (subject !== null && !(TRACEABLE.test(subject.arn ?? "") && subject.kind !== "service-linked-role"))
    limits.push(make("unattributed", `Not every call of ${subject.name} (${subject.kind}) says whose it is.`));
  if (resource.type === "AWS::Lambda::Function" && (did === "invoke" || did === "any"))
    limits.push(make("inferred", "How calls by a function's URL are recorded is not documented well enough."));
  if (resource.type === "AWS::Bedrock::KnowledgeBase")
    limits.push(
      make("inferred", "Whether an agent's own look into a knowledge base makes a record is not documented."),
    );
  const rule = did === "delete" && subject === null ? unseenDeletion(resource.type) : null;
  if (rule !== null) limits.push(make("not-loggable", `${rule} without a record of each.`));
  return limits;
}

type Evidence = AnswerEvidence & { readonly setUpIsKnown: boolean };

/** What was not recorded, or is not here, on every way to the resource. */
function pathLimits(question: Question, evidence: Evidence, model: CoverageModel): Limit[] {
  const { resource, did, subject, fromMs, toMs } = question;
  const { families } = touchPaths(resource.type, did, resource.isContainer ? null : resource.arn);
  const window = { fromMs, toMs };
  const { dropped } = evidence;
  const regions = resource.region === null ? evidence.regions : [resource.region];
  const callers = subject === null ? ownersOf(question) : subject.accounts;
  const issuedTo = evidence.issued.flatMap(({ account, isTraceable }) =>
    account !== null && isTraceable ? [account] : [],
  );
  const accounts = [...new Set([...callers, ...issuedTo])];
  const touch = (account: string, what: string): Limit[] =>
    regions.flatMap((region) =>
      families.flatMap((family) => coverageLimits(family, { account, region, window, what, dropped }, model)),
    );
  // What it set up in another account would stand in the owner's log only.
  const owners = evidence.setUpIsKnown ? [] : ownersOf(question).filter((account) => !accounts.includes(account));
  const isOwnerUnknown = resource.account === null && (subject === null || !evidence.setUpIsKnown);
  return [
    ...accounts.flatMap((account) => touch(account, "The touch itself")),
    ...owners.flatMap((account) => touch(account, "A touch by what it may have set up before the records begin")),
    ...(accounts.length === 0 || isOwnerUnknown ? [accountUnknown(question)] : []),
    ...(resource.region === null ? [regionUnknown(question, evidence)] : []),
    ...(subject === null ? [] : handingOn(question, { ...evidence, accounts }, model)),
  ];
}

/** What holds in several Regions alike is said once. */
function acrossRegions(limits: readonly Limit[]): Limit[] {
  const groups = new Map<string, Limit[]>();
  for (const limit of limits) {
    const key = JSON.stringify([limit.kind, limit.account, limit.fromMs, limit.toMs, withRegions(limit, "")]);
    groups.set(key, [...(groups.get(key) ?? []), limit]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const regions = [...new Set(group.flatMap(({ region }) => region ?? []))];
    const region = regions.length === 1 ? (regions[0] ?? null) : null;
    return [{ ...first, region, text: withRegions(first, regions.join(", ")) }];
  });
}

function withRegions({ text, account, region }: Limit, regions: string): string {
  return text.replace(`in ${account}, ${region}`, `in ${account}, ${regions}`);
}

function ownersOf({ resource }: Question): string[] {
  return resource.account === null ? [] : [resource.account];
}

function placeUnknown({ fromMs, toMs }: Question, text: string): Limit {
  return {
    kind: "account-unknown",
    text,
    remedy: "Name the resource by an ARN that says it, or load records of it.",
    fromMs,
    toMs,
    account: null,
    region: null,
    events: [],
  };
}

function accountUnknown(question: Question): Limit {
  return placeUnknown(
    question,
    `Whose ${question.resource.arn} is is not known, so neither who would have recorded all that touched it.`,
  );
}

function regionUnknown(question: Question, { regions }: AnswerEvidence): Limit {
  const looked = regions.length === 0 ? "none was looked at" : `${regions.join(", ")} were looked at`;
  return placeUnknown(
    question,
    `In which Region calls on ${question.resource.arn} are recorded is not known; ${looked}.`,
  );
}

/** Whether every credential that the subject obtained, and everything that it let act, would be here: all management events of its accounts. */
function handingOn(
  { fromMs, toMs, resource }: Question,
  {
    accounts,
    regions,
    dropped,
  }: Pick<AnswerEvidence, "regions" | "dropped"> & { readonly accounts: readonly string[] },
  model: CoverageModel,
): Limit[] {
  const management = findFamily("management");
  if (management === null) return [];
  const window = { fromMs: fromMs - CREDENTIAL_LIFE_MS, toMs };
  const what = "What it obtained and let act";
  return accounts.flatMap((account) =>
    [...new Set([...regions, globalRegion(resource.arn)])].flatMap((region) =>
      coverageLimits(management, { account, region, window, what, dropped }, model),
    ),
  );
}

/** Where calls of IAM and of global STS are recorded, seen there or not. */
function globalRegion(arn: string): string {
  if (arn.startsWith("arn:aws-cn:")) return "cn-north-1";
  return arn.startsWith("arn:aws-us-gov:") ? "us-gov-west-1" : "us-east-1";
}

/** Whether everything that the subject ever set up to act for it would be in the records: all management events since it was made. */
function isSetUpKnown({ subject, resource, toMs }: Question, evidence: AnswerEvidence, model: CoverageModel): boolean {
  const { createdMs, regions, dropped } = evidence;
  if (subject === null || createdMs === null) return false;
  const since = { fromMs: createdMs + CREDENTIAL_LIFE_MS, toMs, resource, subject, did: "any" as const };
  return handingOn(since, { accounts: subject.accounts, regions, dropped }, model).length === 0;
}

function sorted(limits: readonly Limit[]): Limit[] {
  const rank = ({ kind }: Limit): number => LIMIT_KINDS.indexOf(kind);
  const distinct = new Map(limits.map((limit) => [JSON.stringify(limit), limit]));
  return [...distinct.values()].toSorted((a, b) => rank(a) - rank(b) || a.fromMs - b.fromMs);
}

function assumptionsOf({ subject, resource }: Question, { setUpIsKnown, beginMs, regions }: Evidence): string[] {
  return [
    ...(subject === null || setUpIsKnown || beginMs === null
      ? []
      : [
          `Records begin at ${formatTime(beginMs)}. What ${subject.name} set up before to act for it is not seen being set up, only by what it does to this resource.`,
        ]),
    ...(subject === null || regions.length === 0
      ? []
      : [
          `What ${subject.name} obtained was looked for in the Regions of which anything is here: ${regions.join(", ")}.`,
        ]),
    ...(subject === null ? [] : ["Whoever read a secret or was told a key in another way acts as themselves here."]),
    ...(resource.type.startsWith("AWS::S3::")
      ? [
          "No other copy of the object, in another bucket, is asked about, nor the copying by a replication rule from before the records.",
        ]
      : []),
    ...(REPLICATED.test(resource.arn) ? ["It has no replica in another Region that was made before the records."] : []),
    ...(resource.type === "AWS::DynamoDB::Table"
      ? ["No cache of DynamoDB Accelerator stands before the table: what it answers itself leaves no record."]
      : []),
  ];
}
