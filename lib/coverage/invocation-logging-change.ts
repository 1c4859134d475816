import { booleanIn, isJsonObject, type JsonObject, textIn } from "@/lib/cloudtrail/json-object";
import { type ChangeRecord, changeFact } from "./change-record";
import type { Fact, InvocationLogging } from "./fact";

export const INVOCATION_LOGGING_ACTIONS: readonly string[] = [
  "PutModelInvocationLoggingConfiguration",
  "DeleteModelInvocationLoggingConfiguration",
];

const OFF: InvocationLogging = { isOn: false, bucket: null, prefix: null, logGroup: null, data: [] };
const KINDS = ["text", "image", "embedding", "video", "audio"] as const;

/** That Bedrock was told to write prompts and answers somewhere, or to stop. */
export function invocationLoggingChange(change: ChangeRecord): Fact[] {
  const { source, name, account, region, request } = change;
  if (source !== "bedrock.amazonaws.com" || !INVOCATION_LOGGING_ACTIONS.includes(name)) return [];
  const said = request["loggingConfig"];
  const value = name.startsWith("Delete") ? OFF : said === undefined ? null : invocationLoggingIn(said);
  return [changeFact(change, { subject: bedrockSubject(account, region), aspect: "invocation-logging", value })];
}

/** The subject under which it is kept: there is one such configuration for each account and Region. */
export function bedrockSubject(account: string, region: string): string {
  return `bedrock:${account}:${region}`;
}

/** What `loggingConfig` says; off where there is none; null where it is nothing that can be read. */
export function invocationLoggingIn(config: unknown): InvocationLogging | null {
  if (config === undefined || config === null) return OFF;
  if (!isJsonObject(config)) return null;
  const s3 = objectAt(config, "s3Config");
  const logs = objectAt(config, "cloudWatchConfig");
  const bucket = textIn(s3["bucketName"]);
  const logGroup = textIn(logs["logGroupName"]);
  return {
    isOn: bucket !== null || logGroup !== null,
    bucket,
    prefix: textIn(s3["keyPrefix"]),
    logGroup,
    // A kind that is not named is delivered by default.
    data: KINDS.filter((kind) => booleanIn(config[`${kind}DataDeliveryEnabled`]) !== false),
  };
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  return isJsonObject(found) ? found : {};
}
