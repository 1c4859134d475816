import { formatTime } from "@/lib/base/format-time";
import type { CoverageModel } from "./coverage-model";
import type { Moment } from "./evaluation-context";
import type { InvocationLogging } from "./fact";
import { bedrockSubject } from "./invocation-logging-change";
import { segmentAt } from "./timeline";

/** The families of which Bedrock can write prompts and answers itself; of bedrock-mantle it never does. */
const HELD = new Set(["management:model-inference"]);
const IMPORT =
  "Import the output of aws bedrock get-model-invocation-logging-configuration, in a file named after it with --<region>.json.";

/** What is known of the prompts and answers that CloudTrail never holds, in words; null where they are no matter of this family. */
export function invocationLoggingWords(family: string, moment: Moment, model: CoverageModel): string | null {
  if (!HELD.has(family)) return null;
  const { account, region, atMs } = moment;
  const timeline = model.invocationLogging.get(bedrockSubject(account, region));
  const segment = timeline === undefined ? null : segmentAt(timeline, atMs);
  const { value } = segment ?? {};
  if (segment === null || value === undefined)
    return `Whether Bedrock wrote prompts and answers here then (model invocation logging) is not known. ${IMPORT}`;
  if (value === null) return "Model invocation logging was changed to something that the record does not say.";
  const { fact } = segment;
  const at =
    fact === null
      ? ""
      : `, as of ${formatTime(fact.toMs)}${fact.toMs < atMs ? "; a later change may not be here" : ""}`;
  if (!value.isOn) return `Model invocation logging was off${at}: no prompt or answer was written anywhere by Bedrock.`;
  return (
    `Model invocation logging was on${at}: ${value.data.join(", ")} to ${placesOf(value)}. It holds prompts and answers of InvokeModel and ` +
    "Converse on bedrock-runtime with the caller's ARN; no key, no address, nothing of batch jobs or of bedrock-mantle, and that it was on does not prove that its records were delivered."
  );
}

function placesOf({ bucket, prefix, logGroup }: InvocationLogging): string {
  const places = [
    ...(bucket === null ? [] : [`s3://${bucket}/${prefix ?? ""}`]),
    ...(logGroup === null ? [] : [`log group ${logGroup}`]),
  ];
  return places.join(" and ");
}
