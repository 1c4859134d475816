import type { Json } from "../base/json";
import type { Call } from "../records/call";
import type { Recording } from "./recording";

export type Recipient = { readonly account: string; readonly identity: Json; readonly eventId: string };

/** Everybody for whom AWS makes a record of a call. */
export function recipientsOf(call: Call): readonly Recipient[] {
  const first = { account: call.account, identity: call.deed.actor.rendered, eventId: call.eventId };
  return call.copies.length === 0 ? [first] : [first, ...call.copies];
}

/** Those of them whose record at least one trail delivers. */
export function reachedBy(recording: Recording, call: Call): readonly Recipient[] {
  const { operation, region, at, resources } = call.deed;
  const arn = resources?.[0]?.ARN ?? resources?.[0]?.ARNPrefix ?? "";
  return recipientsOf(call).filter(({ account }) =>
    recording.concerning(account).some((position) => {
      const trail = recording.trails[position];
      return (
        trail !== undefined && recording.verdict(trail, { account, region, at }, { operation, arn }) === "recorded"
      );
    }),
  );
}
