import type { Skip, SkipKind } from "./decoded";
import { SIDE_KINDS } from "./side-files";
import { sniffBytes } from "./sniff-bytes";
import { isObject, type JsonObject } from "./is-record-like";

type Mark = {
  readonly fits: (value: JsonObject) => boolean;
  readonly name: (value: JsonObject) => string;
  readonly kind?: SkipKind;
};

const has =
  (...keys: readonly string[]) =>
  (value: JsonObject) =>
    keys.every((key) => key in value);
const hasAny =
  (...keys: readonly string[]) =>
  (value: JsonObject) =>
    keys.some((key) => key in value);
const startsWith = (value: unknown, start: string) => typeof value === "string" && value.startsWith(start);
const quoted = (value: unknown) => `"${String(value).slice(0, 80)}"`;

/** What AWS and others write that people have lying beside their CloudTrail files. The first that fits names it. */
const MARKS: readonly Mark[] = [
  {
    fits: has("digestStartTime", "logFiles"),
    name: () => "a CloudTrail digest file: it lists log files and holds no records",
    kind: "digest",
  },
  {
    fits: has("digestStartTime", "digestS3Object"),
    name: () => "a CloudTrail digest file: it lists log files and holds no records",
    kind: "digest",
  },
  {
    fits: (value) => Array.isArray(value["PublicKeyList"]),
    name: () => "AWS's public keys for digests: kept for verification",
    kind: "public-keys",
  },
  {
    fits: (value) => isObject(value["Metadata"]) && hasAny("signature", "x-amz-meta-signature")(value["Metadata"]),
    name: () => "what S3 says of digests, with their signatures: kept for verification",
    kind: "object-metadata",
  },
  {
    fits: (value) =>
      Array.isArray(value["Accounts"]) && isObject(value["Accounts"][0]) && has("Id", "Name")(value["Accounts"][0]),
    name: () => "the accounts of an organisation: their names are shown beside their ids",
    kind: "accounts",
  },
  {
    fits: (value) => value["messageType"] === "CONTROL_MESSAGE",
    name: () => "a CloudWatch Logs control message: it only tests the delivery",
    kind: "control-message",
  },
  {
    fits: (value) => value["schemaType"] === "ModelInvocationLog",
    name: () => "a Bedrock model-invocation log, not CloudTrail",
  },
  {
    fits: has("class_uid", "metadata"),
    name: () => "OCSF events (Security Lake): not the CloudTrail records themselves",
  },
  {
    fits: hasAny(
      "trailList",
      "EventSelectors",
      "AdvancedEventSelectors",
      "Trails",
      "EventDataStores",
      "InsightSelectors",
    ),
    name: () => "output of an `aws cloudtrail` command about the configuration, not a log",
    kind: "configuration",
  },
  {
    fits: has("IsLogging"),
    name: () => "output of `aws cloudtrail get-trail-status`, not a log",
    kind: "configuration",
  },
  {
    fits: has("HomeRegion", "S3BucketName"),
    name: () => "the description of a trail, not a log",
    kind: "configuration",
  },
  { fits: has("fileName", "hashSignature"), name: () => "the signature of CloudTrail Lake query results, not a log" },
  { fits: has("hashSignature", "files"), name: () => "the signature of CloudTrail Lake query results, not a log" },
  { fits: (value) => startsWith(value["eventSource"], "aws:s3"), name: () => "S3 event notifications, not CloudTrail" },
  {
    fits: (value) => startsWith(value["eventSource"], "aws:") || startsWith(value["EventSource"], "aws:"),
    name: (value) =>
      `messages that ${String(value["eventSource"] ?? value["EventSource"]).slice(0, 40)} delivered, without CloudTrail records in them`,
  },
  {
    fits: has("s3Bucket", "s3ObjectKey"),
    name: () => "notifications that CloudTrail delivered log files: they name the files and hold no records",
  },
  {
    fits: (value) => typeof value["detail-type"] === "string",
    name: (value) => `an EventBridge event of another kind: ${quoted(value["detail-type"])}`,
  },
  { fits: has("schemaVersion", "service", "severity", "type"), name: () => "GuardDuty findings, not CloudTrail" },
  { fits: has("ProductArn", "Severity"), name: () => "Security Hub findings, not CloudTrail" },
  {
    fits: hasAny(
      "configurationItems",
      "configurationItem",
      "configurationItemVersion",
      "invokingEvent",
      "configSnapshotId",
    ),
    name: () => "AWS Config data, not CloudTrail",
  },
  { fits: has("httpRequest", "webaclId"), name: () => "WAF logs, not CloudTrail" },
  { fits: has("query_timestamp", "query_name"), name: () => "Route 53 resolver query logs, not CloudTrail" },
  { fits: hasAny("srcaddr", "pkt_srcaddr"), name: () => "VPC flow logs, not CloudTrail" },
  {
    fits: (value) => hasAny("logEvents", "logGroup")(value),
    name: (value) =>
      `CloudWatch Logs of the log group ${quoted(value["logGroup"] ?? "unknown")}, whose messages are no CloudTrail records`,
  },
  {
    fits: (value) => typeof value["message"] === "string" || typeof value["_raw"] === "string",
    name: () => "log messages that hold no CloudTrail records",
  },
];

const KEPT: readonly (SkipKind | undefined)[] = ["digest", ...SIDE_KINDS];

/** The reasons of inputs that hold no records and are kept nevertheless: nothing is wrong with them. */
export const KEPT_REASONS: readonly string[] = [
  ...new Set(MARKS.filter(({ kind }) => KEPT.includes(kind)).map(({ name }) => name({}))),
];

/** Names what parsed JSON without any CloudTrail record is. */
export function nameOtherJson(values: readonly unknown[]): Skip {
  const first = values.find((value) => !isHollow(value));
  if (first === undefined) return { skip: "empty: it holds no records", kind: "empty" };
  return nameValue(first, 0);
}

function isHollow(value: unknown, depth = 0): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (typeof value !== "object") return false;
  return (
    Object.keys(value).length === 0 ||
    (Array.isArray(value) && depth < 4 && value.every((element) => isHollow(element, depth + 1)))
  );
}

function nameValue(value: unknown, depth: number): Skip {
  if (Array.isArray(value) && depth < 4)
    return nameValue(
      value.find((element) => !isHollow(element)),
      depth + 1,
    );
  if (!isObject(value)) return { skip: "JSON, but no objects: not CloudTrail", kind: "other" };
  for (const mark of MARKS) if (mark.fits(value)) return { skip: mark.name(value), kind: mark.kind ?? "other" };
  for (const key of [
    "Records",
    "data",
    "override_record",
    "detail",
    "findings",
    "Findings",
    "body",
    "events",
    "Events",
  ]) {
    const inner = value[key];
    if (typeof inner === "object" && inner !== null && depth < 4) {
      const named = nameValue(inner, depth + 1);
      if (!named.skip.startsWith("JSON")) return named;
    }
  }
  const keys = Object.keys(value)
    .slice(0, 6)
    .map((key) => key.slice(0, 40));
  return { skip: `JSON, but no CloudTrail records: its keys are ${keys.join(", ")}`, kind: "other" };
}

/** `version account-id interface-id srcaddr …`, the header of a flow log or one of its lines. */
const FLOW_LOG = /^\s*(?:version account-id interface-id|\d+ (?:\d{12}|unknown) eni-[0-9a-f]+ )/;
const FLOW_LOG_FIELDS = /^[^\n]*\b(?:srcaddr|pkt-srcaddr)\b[^\n]*\bdstaddr\b/;
const CLOUDTRAIL_COLUMNS = /^[^\n]*event_?(?:name|time|source)[^\n]*[,;\t]/i;

/** Names a text that is not JSON. */
export function nameOtherText(text: string): Skip {
  const head = text
    .slice(0, 4096)
    .replace(/^\uFEFF/, "")
    .trimStart();
  const other = (skip: string): Skip => ({ skip, kind: "other" });
  if (head === "") return { skip: "empty", kind: "empty" };
  if (head.startsWith("version https://git-lfs.github.com/spec/"))
    return other("a Git LFS pointer: the file itself was not fetched (`git lfs pull` fetches it)");
  if (FLOW_LOG.test(head) || FLOW_LOG_FIELDS.test(head)) return other("VPC flow logs, not CloudTrail");
  if (/^<(?:!doctype html|html|head|body)/i.test(head))
    return other("HTML, perhaps an error or sign-in page saved in place of the file");
  if (head.startsWith("<")) return other("XML, perhaps an error message of S3 saved in place of the file");
  if (head.startsWith("PAR1")) return other("Parquet (Security Lake or Athena): not the CloudTrail records themselves");
  if (sniffBytes(Buffer.from(head)) === "binary") return other("binary data");
  if (CLOUDTRAIL_COLUMNS.test(head))
    return other(
      "CSV of CloudTrail columns without the records themselves: export the raw records, or a `_raw` column with them",
    );
  return other("text, but not JSON and no CSV with a `_raw` column");
}
