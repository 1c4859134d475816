import type { Stretch } from "./cut-pieces";

/** What records say of the calls of a function while one of its credentials was at work. */
export type FunctionCalls = {
  /** Calls of Invoke, oldest first. */
  readonly invokes: readonly { readonly eventId: string; readonly timeMs: number }[];
  /** When other credentials of the same function were in use, hour by hour. */
  readonly others: readonly Pick<Stretch, "fromMs" | "toMs">[];
  /** false: more than were looked at. */
  readonly isAll: boolean;
};

/** The call that a piece of a function's work belongs to; without `eventId`, why none is known. */
export type FunctionInvocation = { readonly eventId: string | null; readonly because: string };

/** A call waits so long at the most before the function's own first call: it starts, or is asked for later. */
const WAIT_MS = 60_000;
const SECOND_MS = 1_000;

/** The one call of a function that a piece of its work belongs to: only where no other call and no other credential was there. */
export function invocationOf({ fromMs, toMs }: Stretch, { invokes, others, isAll }: FunctionCalls): FunctionInvocation {
  if (!isAll) return unknown("The function was called too often to look at each call.");
  const near = invokes.filter(({ timeMs }) => timeMs >= fromMs - WAIT_MS && timeMs <= toMs + SECOND_MS);
  const [one] = near;
  if (one === undefined)
    return unknown(
      "No call of Invoke on this function is in the store at that time: it is a data event, which trails leave out unless they are told to take it.",
    );
  if (near.length > 1)
    return unknown(
      `${near.length} calls of Invoke lie in this time: which of them this work belongs to is not recorded.`,
    );
  if (one.timeMs > fromMs + SECOND_MS)
    return unknown("The one call of Invoke on record came when this work had begun.");
  if (others.some((other) => other.toMs >= one.timeMs && other.fromMs <= toMs + SECOND_MS))
    return unknown(
      "The function worked with another credential at the time: the one call of Invoke on record may have been for that.",
    );
  return { eventId: one.eventId, because: "The only call of Invoke on this function that is on record at the time." };
}

function unknown(because: string): FunctionInvocation {
  return { eventId: null, because };
}

/** Whether a credential was given to a function, which serves many runs with it. */
export function isFunction(scope: string | null): scope is string {
  return scope?.includes(":function:") ?? false;
}
