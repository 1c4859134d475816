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

/** Records of network activity have no parameters, no answer and no agent. */
function renderNetworkActivity(call: Call, recipient: Recipient): string {
  const { deed } = call;
  const { operation } = deed;
  return (
    `{"eventVersion":"1.09","userIdentity":${recipient.identity},"eventTime":"${isoSeconds(deed.at)}",` +
    `"eventSource":"${operation.source}","eventName":"${operation.name}","awsRegion":"${deed.region}",` +
    `"sourceIPAddress":"${deed.actor.address}",` +
    (deed.error ? `"errorCode":${json(deed.error.code)},"errorMessage":${json(deed.error.message)},` : "") +
    `"requestID":"${call.requestId}","eventID":"${recipient.eventId}","eventType":"AwsVpceEvent",` +
    `"recipientAccountId":"${recipient.account}",${call.sharedEventId === null ? "" : `"sharedEventID":"${call.sharedEventId}",`}` +
    `"eventCategory":"NetworkActivity"${extra(deed)}}`
  );
}

type Recipient = { readonly account: string; readonly identity: Json; readonly eventId: string };

/** The record that one recipient gets of a call, in the order of members that CloudTrail writes. */
export function renderRecord(call: Call, recipient: Recipient): string {
  if (call.deed.operation.category === "NetworkActivity") return renderNetworkActivity(call, recipient);
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
