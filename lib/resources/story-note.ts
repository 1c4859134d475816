import { formatTime } from "@/lib/base/format-time";
import type { StoryFact } from "./story-facts";

/** The call before that last put something there or took it away: null where none is here, "not-looked" where there were too many to look at. */
export type CallBefore = { readonly action: string; readonly timeMs: number } | "not-looked" | null;

type Call = {
  readonly type: string;
  readonly action: string;
  readonly isError: boolean;
  readonly facts: readonly StoryFact[];
  readonly before: CallBefore;
};

const PUTS = /^(?:PutObject|CopyObject|CompleteMultipartUpload|RestoreObject|PostObject|PutParameter)$/;
const OVERWRITABLE = new Set(["AWS::S3::Object", "AWS::S3Express::Object", "AWS::SSM::Parameter"]);

/** Calls that put something in place of what was there, or take it away. */
export const CONTENT_CALLS: readonly string[] = [
  "PutObject",
  "CopyObject",
  "CompleteMultipartUpload",
  "PostObject",
  "PutParameter",
  "DeleteObject",
  "DeleteObjects",
  "DeleteParameter",
  "DeleteParameters",
];

/** Whether what was there before matters for what a call means. */
export function asksBefore({ type, action }: Pick<Call, "type" | "action">): boolean {
  return OVERWRITABLE.has(type) && PUTS.test(action) && action !== "RestoreObject";
}

/** What a call that succeeded means for the thing; null where its name and facts say all. */
export function storyNote(call: Call): string | null {
  if (call.isError) return null;
  const fact = (name: string): string | null => call.facts.find((one) => one.name === name)?.value ?? null;
  if (asksBefore(call)) return overwriteNote(call);
  switch (call.action) {
    case "DeleteObjects":
      if (call.type.endsWith("::Bucket")) return "Deleted objects in it; the record does not name them.";
      return deleteNote(fact("delete marker"), fact("version"));
    case "DeleteObject":
      return deleteNote(fact("delete marker"), fact("version"));
    case "DeleteSecret":
      return fact("without recovery") === "true"
        ? "Gone at once, without a way back."
        : "Set to be deleted; until then it can be restored.";
    case "ScheduleKeyDeletion":
      return "The key can be used no more, and what it encrypted is lost with it on that day.";
    case "CancelKeyDeletion":
    case "RestoreSecret":
      return "The deletion was called off.";
    case "PutSecretValue":
    case "UpdateSecret":
      return "A new version of the secret; the record never has its value.";
    case "RotateSecret":
      return "Rotation was set up or begun: what follows is by the function that rotates.";
    case "DisableKey":
      return "The key can be used no more until it is enabled again.";
    default:
      return null;
  }
}

function overwriteNote({ before, facts }: Call): string {
  const isVersioned = facts.some(({ name }) => name === "version");
  const kept = isVersioned ? " The bucket keeps versions, so what was there is kept." : "";
  if (before === "not-looked") return "Whether it overwrote something was not looked for: too many calls lie between.";
  if (before === null) return "The first write that is here; whether something was there before is not known.";
  const when = formatTime(before.timeMs);
  return before.action.startsWith("Delete")
    ? `Written anew: it had been deleted ${when}.`
    : `Overwrote what ${before.action} put there ${when}.${kept}`;
}

function deleteNote(marker: string | null, version: string | null): string {
  if (marker === "true" && version === null) return "Hidden by a delete marker; the versions before it are kept.";
  if (marker === "true") return "Hidden by a delete marker of this version; other versions are kept.";
  if (version !== null) return "This version was deleted for good.";
  return "Deleted; the record says nothing of versions, so whether one is kept is not known.";
}
