import type { JsonObject } from "./json-object";
import { storableText } from "./storable-text";

type Mark = { readonly keys: readonly string[]; readonly is: string };

/** The first whose keys are all there. */
const MARKS: readonly Mark[] = [
  { keys: ["digestStartTime", "digestEndTime"], is: "a CloudTrail digest" },
  { keys: ["digestS3Object", "awsAccountId"], is: "a CloudTrail digest" },
  { keys: ["schemaType", "modelId"], is: "a Bedrock model invocation log" },
  { keys: ["class_uid"], is: "an OCSF record" },
  { keys: ["CloudTrailEvent"], is: "an event of LookupEvents whose CloudTrailEvent could not be read" },
  { keys: ["detail-type", "detail"], is: "an EventBridge event that is not from CloudTrail" },
  { keys: ["logEvents", "logGroup"], is: "a CloudWatch Logs payload without CloudTrail records" },
  { keys: ["Records"], is: "a list of records inside a record" },
  { keys: ["configurationItem"], is: "an AWS Config notification" },
  { keys: ["schemaVersion", "accountId", "severity"], is: "a finding of a security service" },
  { keys: ["srcaddr", "dstaddr"], is: "a VPC flow log line" },
  { keys: ["httpRequest", "webaclId"], is: "a WAF log record" },
  { keys: ["trailList"], is: "output of describe-trails" },
  { keys: ["Version", "Statement"], is: "an IAM policy" },
];

/** In words for the user: what an object that is not a CloudTrail record looks like. */
export function whatItIs(object: JsonObject): string {
  const mark = MARKS.find(({ keys }) => keys.every((key) => Object.hasOwn(object, key)));
  if (mark !== undefined) return mark.is;
  const keys = Object.keys(object);
  if (keys.length === 0) return "an empty object";
  const named = keys.slice(0, 6).map((key) => storableText(key, 48));
  return `an object with ${named.join(", ")}${keys.length > named.length ? ` and ${keys.length - named.length} more keys` : ""}`;
}
