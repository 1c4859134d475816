import { isoSeconds } from "../base/calendar";
import { json, type Json } from "../base/json";
import type { Call, Deed } from "./call";

const tls = new Map<string, string>();

function tlsDetails(deed: Deed): string {
  if (!deed.actor.direct || deed.actor.fromConsole) return "";
  const host = deed.operation.host.replace("{region}", deed.region);
  const known = tls.get(host);
  if (known !== undefined) return known;
  const text = `,"tlsDetails":${json({ tlsVersion: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256", clientProvidedHostHeader: host })}`;
  if (tls.size > 5000) tls.clear();
  tls.set(host, text);
  return text;
}

/** S3 puts the agent in brackets. */
function userAgent(deed: Deed): string {
  const text = deed.actor.userAgent;
  return deed.operation.source === "s3.amazonaws.com" && deed.actor.direct ? `"[${text.slice(1, -1)}]"` : text;
}

function optional(name: string, value: object | undefined): string {
  return value === undefined ? "" : `"${name}":${json(value)},`;
}

function parameters(name: string, value: object | null | undefined): string {
  return `"${name}":${value === undefined || value === null ? "null" : json(value)},`;
}

function extra(deed: Deed): string {
  if (deed.extra === undefined) return "";
  let text = "";
  for (const [name, value] of Object.entries(deed.extra)) text += `,${JSON.stringify(name)}:${JSON.stringify(value)}`;
  return text;
}

/** The record that one recipient gets of a call, in the order of members that CloudTrail writes. */
export function renderRecord(call: Call, recipient: { account: string; identity: Json; eventId: string }): string {
  const { deed } = call;
  const { operation } = deed;
  const isData = operation.dataType !== null;
  const error = deed.error ? `"errorCode":${json(deed.error.code)},"errorMessage":${json(deed.error.message)},` : "";
  const shared = call.sharedEventId === null ? "" : `"sharedEventID":"${call.sharedEventId}",`;
  const version = deed.apiVersion === undefined ? "" : `"apiVersion":${json(deed.apiVersion)},`;
  const console = deed.actor.fromConsole ? `,"sessionCredentialFromConsole":"true"` : "";
  return (
    `{"eventVersion":"${operation.version}","userIdentity":${recipient.identity},"eventTime":"${isoSeconds(deed.at)}",` +
    `"eventSource":"${operation.source}","eventName":"${operation.name}","awsRegion":"${deed.region}",` +
    `"sourceIPAddress":"${deed.actor.address}","userAgent":${userAgent(deed)},${error}` +
    parameters("requestParameters", deed.request) +
    parameters("responseElements", deed.response) +
    optional("additionalEventData", deed.additional) +
    `"requestID":"${call.requestId}","eventID":"${recipient.eventId}","readOnly":${operation.readOnly},` +
    optional("resources", deed.resources) +
    `"eventType":"${deed.eventType ?? "AwsApiCall"}",${version}"managementEvent":${!isData},` +
    `"recipientAccountId":"${recipient.account}",${shared}"eventCategory":"${isData ? "Data" : "Management"}"` +
    `${tlsDetails(deed)}${console}${extra(deed)}}`
  );
}
