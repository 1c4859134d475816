import { isJsonObject, type JsonObject, objectIn, textIn } from "@/lib/cloudtrail/json-object";

export type StoryFact = { readonly name: string; readonly value: string };

type Side = "requestParameters" | "responseElements" | "additionalEventData";
type Rule = { readonly name: string; readonly paths: readonly (readonly [side: Side, key: string])[] };

const VALUE_MAX = 300;

/** What records say of the state of a thing: the first place that has it counts. Nothing else of a record is shown. */
const RULES: readonly Rule[] = [
  {
    name: "version",
    paths: [
      ["responseElements", "x-amz-version-id"],
      ["requestParameters", "versionId"],
      ["responseElements", "versionId"],
      ["responseElements", "version"],
      ["requestParameters", "agentVersion"],
    ],
  },
  {
    name: "delete marker",
    paths: [
      ["responseElements", "x-amz-delete-marker"],
      ["responseElements", "deleteMarker"],
    ],
  },
  {
    name: "encrypted with key",
    paths: [
      ["responseElements", "x-amz-server-side-encryption-aws-kms-key-id"],
      ["requestParameters", "x-amz-server-side-encryption-aws-kms-key-id"],
      ["requestParameters", "kmsKeyId"],
      ["responseElements", "kmsKeyId"],
    ],
  },
  {
    name: "encryption",
    paths: [
      ["responseElements", "x-amz-server-side-encryption"],
      ["requestParameters", "x-amz-server-side-encryption"],
      ["additionalEventData", "SSEApplied"],
    ],
  },
  { name: "copied from", paths: [["requestParameters", "x-amz-copy-source"]] },
  { name: "storage class", paths: [["requestParameters", "x-amz-storage-class"]] },
  {
    name: "access",
    paths: [
      ["requestParameters", "x-amz-acl"],
      ["requestParameters", "acl"],
    ],
  },
  {
    name: "version stage",
    paths: [
      ["requestParameters", "versionStage"],
      ["requestParameters", "versionStages"],
      ["requestParameters", "moveToVersionId"],
    ],
  },
  { name: "deleted for good on", paths: [["responseElements", "deletionDate"]] },
  {
    name: "waiting days",
    paths: [
      ["requestParameters", "recoveryWindowInDays"],
      ["requestParameters", "pendingWindowInDays"],
    ],
  },
  {
    name: "without recovery",
    paths: [
      ["requestParameters", "forceDeleteWithoutRecovery"],
      ["requestParameters", "bypassPolicyLockoutSafetyCheck"],
    ],
  },
  {
    name: "rotation",
    paths: [
      ["requestParameters", "rotationRules"],
      ["requestParameters", "rotationPeriodInDays"],
      ["requestParameters", "rotationLambdaARN"],
    ],
  },
  {
    name: "policy",
    paths: [
      ["requestParameters", "bucketPolicy"],
      ["requestParameters", "policy"],
      ["requestParameters", "resourcePolicy"],
      ["requestParameters", "policyDocument"],
      ["requestParameters", "assumeRolePolicyDocument"],
    ],
  },
  {
    name: "public access",
    paths: [
      ["requestParameters", "PublicAccessBlockConfiguration"],
      ["requestParameters", "publicAccessBlockConfiguration"],
      ["requestParameters", "blockPublicPolicy"],
    ],
  },
  { name: "versioning", paths: [["requestParameters", "VersioningConfiguration"]] },
  { name: "default encryption", paths: [["requestParameters", "ServerSideEncryptionConfiguration"]] },
  { name: "lifecycle", paths: [["requestParameters", "LifecycleConfiguration"]] },
  { name: "replication", paths: [["requestParameters", "ReplicationConfiguration"]] },
  {
    name: "deletion protection",
    paths: [
      ["requestParameters", "deletionProtectionEnabled"],
      ["requestParameters", "deletionProtection"],
    ],
  },
  {
    name: "alias",
    paths: [
      ["requestParameters", "agentAliasName"],
      ["requestParameters", "aliasName"],
    ],
  },
  {
    name: "routes to",
    paths: [
      ["requestParameters", "routingConfiguration"],
      ["requestParameters", "functionVersion"],
    ],
  },
  {
    name: "model",
    paths: [
      ["requestParameters", "modelId"],
      ["requestParameters", "foundationModel"],
    ],
  },
  {
    name: "grants",
    paths: [
      ["requestParameters", "operations"],
      ["requestParameters", "grantId"],
    ],
  },
  {
    name: "to",
    paths: [
      ["requestParameters", "granteePrincipal"],
      ["requestParameters", "principal"],
    ],
  },
  { name: "bytes in", paths: [["additionalEventData", "bytesTransferredIn"]] },
  { name: "bytes out", paths: [["additionalEventData", "bytesTransferredOut"]] },
];

/** What the record of a call on a thing says of the thing, in the order in which people ask for it; text from it is data. */
export function storyFacts(record: unknown): StoryFact[] {
  if (!isJsonObject(record)) return [];
  const sides: Record<Side, JsonObject | null> = {
    requestParameters: objectIn(record["requestParameters"]),
    responseElements: objectIn(record["responseElements"]),
    additionalEventData: objectIn(record["additionalEventData"]),
  };
  return RULES.flatMap(({ name, paths }) => {
    const value = paths.map(([side, key]) => shown(sides[side]?.[key])).find((one) => one !== null);
    return value === undefined || value === null ? [] : [{ name, value }];
  });
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null;
  const text = textIn(value) ?? (typeof value === "string" ? value : JSON.stringify(value));
  return text.length > VALUE_MAX
    ? `${text.slice(0, VALUE_MAX)}… (${text.length} characters; the record has all)`
    : text;
}
