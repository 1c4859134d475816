import { isJsonObject, type JsonObject, listIn, textIn } from "@/lib/cloudtrail/json-object";
import type { Fact } from "./fact";
import { type ChangeRecord, changeFact } from "./change-record";

/** What was done to a bucket or key that logs may be delivered to or encrypted with. */
export function deliveryChange(change: ChangeRecord): Fact[] {
  const said = changeOf(change);
  return said === null ? [] : [changeFact(change, { ...said, aspect: "delivery" })];
}

function changeOf({ source, name, request, response }: ChangeRecord): { subject: string; value: string | null } | null {
  if (source === "s3.amazonaws.com") {
    const bucket = textIn(request["bucketName"]);
    return bucket === null ? null : bucketChange(`s3:${bucket}`, name, request);
  }
  if (source !== "kms.amazonaws.com") return null;
  const key = textIn(response["keyId"]) ?? textIn(request["keyId"]);
  if (key === null) return null;
  if (name === "DisableKey") return { subject: key, value: "the key was disabled" };
  if (name === "ScheduleKeyDeletion") return { subject: key, value: "the key is to be deleted" };
  return { subject: key, value: null };
}

function bucketChange(subject: string, name: string, request: JsonObject): { subject: string; value: string | null } {
  if (name === "DeleteBucket") return { subject, value: "the bucket was deleted" };
  if (name === "DeleteBucketPolicy")
    return { subject, value: "the bucket's policy, which let CloudTrail in, was deleted" };
  return { subject, value: refusal(request["bucketPolicy"]) };
}

/** Why a bucket policy keeps CloudTrail out: it denies it, or does not allow it; null where it lets it in. */
function refusal(policy: unknown): string | null {
  const statements = isJsonObject(policy) ? (listIn(policy["Statement"]) ?? []) : [];
  const about = statements.filter(isJsonObject).filter((statement) => namesCloudTrail(statement) && mayPut(statement));
  if (about.some((statement) => statement["Effect"] === "Deny" && !isJsonObject(statement["Condition"])))
    return "the bucket's policy refuses CloudTrail";
  return about.some((statement) => statement["Effect"] === "Allow")
    ? null
    : "the bucket's policy does not let CloudTrail in";
}

function namesCloudTrail(statement: JsonObject): boolean {
  const principal = statement["Principal"];
  if (principal === "*") return true;
  if (!isJsonObject(principal)) return false;
  const services = textsIn(principal["Service"]);
  return services.includes("cloudtrail.amazonaws.com") || textsIn(principal["AWS"]).includes("*");
}

function mayPut(statement: JsonObject): boolean {
  return textsIn(statement["Action"]).some((action) => ["s3:PutObject", "s3:*", "*", "s3:Put*"].includes(action));
}

function textsIn(value: unknown): string[] {
  return typeof value === "string" ? [value] : (listIn(value) ?? []).flatMap((entry) => textIn(entry) ?? []);
}
