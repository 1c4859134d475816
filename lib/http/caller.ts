type Caller = { readonly userId: string; readonly tokenId: string | null };

const callers = new WeakMap<Request, Caller>();

/** Notes who a request turned out to be from, for the log line that is written when it is answered. */
export function noteCaller(request: Request, caller: Caller): void {
  callers.set(request, caller);
}

/** Who the guard found behind a request; null before it has spoken, and for strangers. */
export function callerOf(request: Request): Caller | null {
  return callers.get(request) ?? null;
}
