import { isoSeconds } from "../base/calendar";
import type { Outcome } from "../delivery/delivery";
import type { Call } from "../records/call";

/** The access key that a call issued, if it issued one. */
export function issuedKey(call: Call): string | null {
  const response = call.deed.response;
  if (response === undefined || response === null || !("credentials" in response)) return null;
  const { credentials } = response;
  if (typeof credentials !== "object" || credentials === null || !("accessKeyId" in credentials)) return null;
  return typeof credentials.accessKeyId === "string" ? credentials.accessKeyId : null;
}

/** `callTruth` as JSON text, put together by hand: this is done for every call. */
export function callTruthText(call: Call, outcome: Outcome): string {
  const { deed } = call;
  const { mark } = outcome;
  const { operation, actor } = deed;
  const issues = issuedKey(call);
  const credential = actor.credential === null ? "null" : JSON.stringify(actor.credential);
  return (
    `{"eventId":"${mark.eventId}","at":"${isoSeconds(mark.at)}","account":"${mark.account}","region":"${mark.region}","class":"${mark.klass}",` +
    `"source":"${operation.source}","name":"${operation.name}","readOnly":${operation.readOnly},"identity":${JSON.stringify(actor.identity)},"credential":${credential}` +
    (issues === null ? "" : `,"issues":"${issues}"`) +
    (deed.error ? `,"error":"${deed.error.code}"` : "") +
    (deed.resources
      ? `,"resources":${JSON.stringify(deed.resources.map((resource) => resource.ARN ?? resource.ARNPrefix))}`
      : "") +
    (call.sharedEventId === null ? "" : `,"sharedEventId":"${call.sharedEventId}"`) +
    (call.story === null ? "" : `,"story":"${call.story}"`) +
    (call.task === null ? "" : `,"task":"${call.task}"`) +
    `,"trails":{${outcome.verdicts.map(([trail, verdict]) => `"${trail}":"${verdict}"`).join(",")}}}`
  );
}

/** What of a call the truth keeps: one object per record that AWS would make of it. */
export function callTruth(call: Call, outcome: Outcome): object {
  const { deed } = call;
  const { mark } = outcome;
  const issues = issuedKey(call);
  return {
    eventId: mark.eventId,
    at: isoSeconds(mark.at),
    account: mark.account,
    region: mark.region,
    class: mark.klass,
    source: deed.operation.source,
    name: deed.operation.name,
    readOnly: deed.operation.readOnly,
    identity: deed.actor.identity,
    credential: deed.actor.credential,
    ...(issues === null ? {} : { issues }),
    ...(deed.error ? { error: deed.error.code } : {}),
    ...(deed.resources ? { resources: deed.resources.map((resource) => resource.ARN ?? resource.ARNPrefix) } : {}),
    ...(call.sharedEventId === null ? {} : { sharedEventId: call.sharedEventId }),
    ...(call.story === null ? {} : { story: call.story }),
    ...(call.task === null ? {} : { task: call.task }),
    trails: Object.fromEntries(outcome.verdicts),
  };
}
