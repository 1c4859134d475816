import { callKindOf } from "@/lib/cloudtrail/call-kind";

/** What a call does to the thing that it names, the worst for its owner first. */
export const TOUCH_KINDS = ["delete", "permission", "configuration", "write", "read", "use"] as const;
export type TouchKind = (typeof TOUCH_KINDS)[number];

const READS =
  /^(?:Get|List|Describe|Head|BatchGet|BatchDescribe|Lookup|Search|Query|Scan|Select|Check|Count|Validate|Simulate)/;
const DELETES = /^(?:(?:Batch)?Delete|Schedule\w*Deletion|Terminate|Destroy|Purge|AbortMultipartUpload)/;
const PERMISSIONS =
  /(?:Policy|Policies|Acl|Grant|Permission|Permissions|PublicAccessBlock|OwnershipControls|SnapshotAttribute|ImageAttribute|FunctionUrlConfig)$/;
const USES =
  /^(?:Invoke|Converse|Retrieve|ApplyGuardrail|CreateInference|Render|Rerank|Start\w*(?:Execution|Invoke|Inference)|Publish|Send|Receive|Assume|Sign$|Verify|(?:Re)?Encrypt|Decrypt|GenerateDataKey|GenerateMac|PassRole)/;
const CONTENT =
  /^(?:(?:Put|Copy|Create|Restore|Rename|Post)Object(?:Extract)?$|UploadPart|CreateMultipartUpload|CompleteMultipartUpload|(?:Put|Update|Delete|BatchWrite|Transact)\w*Item|PutSecretValue|PutParameter|PutRecord|PutVectors|WriteTable)/;
/** Setting a policy aside is changing who may, not deleting the thing. */
const DELETES_A_SETTING =
  /^Delete(?:Bucket|Object|Resource|Role|User|Group)?(?:Lifecycle|Cors|Encryption|Website|Replication|Tagging|Tags|Notification)/;

/** What calls of this name do to a thing, as far as the name tells; what is neither known nor begins like a read changes something. */
export function touchKindOf(source: string, name: string): TouchKind {
  if (READS.test(name)) return "read";
  if (PERMISSIONS.test(name) || /^(?:Retire|Revoke|Create)Grant$/.test(name)) return "permission";
  if (DELETES_A_SETTING.test(name)) return "configuration";
  if (DELETES.test(name)) return "delete";
  if (USES.test(name)) return "use";
  if (CONTENT.test(name)) return "write";
  return callKindOf(source, name) === "read" ? "use" : "configuration";
}

/** Whether calls of this kind leave the thing other than it was. */
export function isChange(kind: TouchKind): boolean {
  return kind !== "read" && kind !== "use";
}

export const TOUCH_WORDS: Readonly<Record<TouchKind, string>> = {
  delete: "deleted",
  permission: "changed who may use it",
  configuration: "changed its configuration",
  write: "wrote",
  read: "read or listed",
  use: "used or invoked",
};
