import { isJsonObject, type JsonObject, listIn, objectIn, textIn } from "@/lib/cloudtrail/json-object";
import { AGENT_ACTIONS, AGENT_CORE_ACTIONS, agentChange } from "./agents/agent-change";
import { dataStoreChange } from "./data-store-change";
import { deliveryChange } from "./delivery-change";
import { type ChangeRecord, changeFact } from "./change-record";
import type { Fact, Trust } from "./fact";
import { INVOCATION_LOGGING_ACTIONS, invocationLoggingChange } from "./invocation-logging-change";
import { managerIn, memberSubject } from "./membership";
import { sharedTrailsSubject, trailChange } from "./trail-change";

/** The events that change what is logged, or what agents are made of, by source: only these need to be looked at. */
export const CHANGE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  "cloudtrail.amazonaws.com": [
    "CreateTrail",
    "UpdateTrail",
    "DeleteTrail",
    "StartLogging",
    "StopLogging",
    "PutEventSelectors",
    "CreateEventDataStore",
    "UpdateEventDataStore",
    "DeleteEventDataStore",
    "RestoreEventDataStore",
    "StartEventDataStoreIngestion",
    "StopEventDataStoreIngestion",
  ],
  "organizations.amazonaws.com": [
    "AcceptHandshake",
    "CreateAccountResult",
    "RemoveAccountFromOrganization",
    "LeaveOrganization",
    "DisableAWSServiceAccess",
    "DeleteOrganization",
  ],
  "s3.amazonaws.com": ["PutBucketPolicy", "DeleteBucketPolicy", "DeleteBucket"],
  "kms.amazonaws.com": ["DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion"],
  "bedrock.amazonaws.com": [...AGENT_ACTIONS, ...INVOCATION_LOGGING_ACTIONS],
  "bedrock-agent.amazonaws.com": AGENT_ACTIONS,
  "bedrock-agentcore.amazonaws.com": AGENT_CORE_ACTIONS,
};

/** When and from where the record came to us. */
export type RecordOrigin = { readonly knownAtMs: number; readonly trust: Trust };

/** The facts that one record states; none for a call that failed, and for any record that is no such change. */
export function recordFacts(record: JsonObject, origin: RecordOrigin): Fact[] {
  const change = changeOf(record, origin);
  if (change === null || CHANGE_ACTIONS[change.source]?.includes(change.name) !== true) return [];
  return [
    ...trailChange(change),
    ...dataStoreChange(change),
    ...membershipChange(change),
    ...accessChange(change),
    ...deliveryChange(change),
    ...agentChange(change),
    ...invocationLoggingChange(change),
  ];
}

function changeOf(record: JsonObject, origin: RecordOrigin): ChangeRecord | null {
  const atMs = Date.parse(textIn(record["eventTime"]) ?? "");
  if (!Number.isFinite(atMs) || (textIn(record["errorCode"]) ?? "") !== "") return null;
  const identity = isJsonObject(record["userIdentity"]) ? record["userIdentity"] : {};
  return {
    source: textIn(record["eventSource"]) ?? "",
    name: textIn(record["eventName"]) ?? "",
    atMs,
    account: textIn(record["recipientAccountId"]) ?? textIn(identity["accountId"]) ?? "",
    region: textIn(record["awsRegion"]) ?? "",
    request: objectIn(record["requestParameters"]) ?? {},
    response: objectIn(record["responseElements"]) ?? {},
    record,
    eventId: textIn(record["eventID"]) ?? "",
    ...origin,
  };
}

function membershipChange(change: ChangeRecord): Fact[] {
  if (change.source !== "organizations.amazonaws.com") return [];
  const member = memberOf(change);
  if (member === null) return [];
  const { account, isIn, manager } = member;
  const subjects = [account, ...(manager === null ? [] : [memberSubject(account, manager)])];
  return subjects.map((subject) => changeFact(change, { subject, aspect: "membership", value: isIn }));
}

/** Without access to the organisation, its trails and data stores record no member any more. */
function accessChange(change: ChangeRecord): Fact[] {
  const { source, name, request, account } = change;
  if (source !== "organizations.amazonaws.com") return [];
  const isShutOut =
    name === "DisableAWSServiceAccess" && textIn(request["servicePrincipal"]) === "cloudtrail.amazonaws.com";
  if (!isShutOut && name !== "DeleteOrganization") return [];
  return [changeFact(change, { subject: sharedTrailsSubject(account), aspect: "settings", value: null })];
}

function memberOf({ name, request, response, record, account }: ChangeRecord) {
  switch (name) {
    case "AcceptHandshake": {
      const joined = acceptedAccount(response);
      return joined === null ? null : { account: joined, isIn: true, manager: handshakeManager(response) };
    }
    case "CreateAccountResult": {
      const created = createdAccount(record);
      return created === null ? null : { account: created, isIn: true, manager: account };
    }
    case "RemoveAccountFromOrganization": {
      const removed = textIn(request["accountId"]);
      return removed === null ? null : { account: removed, isIn: false, manager: account };
    }
    case "LeaveOrganization":
      return { account, isIn: false, manager: null };
    default:
      return null;
  }
}

function handshakeManager(response: JsonObject): string | null {
  return managerIn(isJsonObject(response["handshake"]) ? textIn(response["handshake"]["arn"]) : null);
}

function acceptedAccount(response: JsonObject): string | null {
  const handshake = isJsonObject(response["handshake"]) ? response["handshake"] : {};
  if (textIn(handshake["state"]) !== "ACCEPTED" || !["INVITE", null].includes(textIn(handshake["action"]))) return null;
  for (const party of listIn(handshake["parties"]) ?? [])
    if (isJsonObject(party) && textIn(party["type"]) === "ACCOUNT") return textIn(party["id"]);
  return null;
}

function createdAccount(record: JsonObject): string | null {
  const details = isJsonObject(record["serviceEventDetails"]) ? record["serviceEventDetails"] : {};
  const status = isJsonObject(details["createAccountStatus"]) ? details["createAccountStatus"] : {};
  return textIn(status["state"]) === "SUCCEEDED" ? textIn(status["accountId"]) : null;
}
