import { isJsonObject, listIn } from "./json-object";
import type { ResourceRef } from "./normalised-event";
import { RESOURCE_KEYS } from "./record-keys";
import { saidIn } from "./record-values";
import { resourceRef } from "./resource-ref";
import { TOUCHES_MAX } from "./touches";

export type ListedResources = {
  readonly refs: readonly ResourceRef[];
  /** Objects are listed without an account: theirs is their bucket's. */
  readonly bucketOwner: string | null;
};

/** What stands in `resources`, in whatever shape; null where nothing does. */
export function listedIn(value: unknown): ListedResources | null {
  const entries = listIn(value);
  if (entries === null || entries.length === 0) return null;
  const bucketOwner = bucketOwnerIn(entries);
  const refs: ResourceRef[] = [];
  for (const entry of entries) {
    const ref = listedRef(entry, bucketOwner);
    if (ref !== null && refs.push(ref) >= TOUCHES_MAX) break;
  }
  return refs.length === 0 ? null : { refs, bucketOwner };
}

function bucketOwnerIn(entries: readonly unknown[]): string | null {
  for (const entry of entries) {
    if (isJsonObject(entry) && entry.type === "AWS::S3::Bucket" && typeof entry.accountId === "string")
      return entry.accountId;
  }
  return null;
}

function listedRef(entry: unknown, bucketOwner: string | null): ResourceRef | null {
  if (!isJsonObject(entry)) return typeof entry === "string" ? refInText(entry) : null;
  const isWhole = entry.ARN !== undefined && entry.type !== undefined;
  const { ARN, ARNPrefix, accountId, type } = isWhole ? entry : RESOURCE_KEYS.canonical(entry);
  const account = saidIn(accountId);
  const arn = saidIn(ARN);
  if (arn !== null) {
    return resourceRef({
      key: arn,
      type: saidIn(type) ?? "",
      account: account ?? (isS3Arn(arn) ? bucketOwner : null),
    });
  }
  const prefix = saidIn(ARNPrefix);
  return prefix === null ? null : prefixRef(prefix, { type: saidIn(type) ?? "", account: account ?? bucketOwner });
}

/** A prefix of keys is no object: what was acted on is their bucket. */
function prefixRef(prefix: string, { type, account }: { type: string; account: string | null }): ResourceRef {
  const slash = isS3Arn(prefix) ? prefix.indexOf("/") : -1;
  return slash < 0
    ? resourceRef({ key: prefix, type, account })
    : resourceRef({ key: prefix.slice(0, slash), type: "", account });
}

/** Some shippers leave the text of an entry. */
function refInText(text: string): ResourceRef | null {
  const arn = /arn:[^\s'",}\]]+/.exec(text.slice(0, 4_096))?.[0];
  return arn === undefined ? null : resourceRef({ key: arn, type: "", account: null });
}

/** S3 ARNs name no account. */
export function isS3Arn(arn: string): boolean {
  return arn.includes(":s3:::");
}
