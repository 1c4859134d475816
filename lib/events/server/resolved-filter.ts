/** A filter in the store's own numbers. `null`: not asked for; an empty list: asked for, and nothing can match. */
export type ResolvedFilter = {
  readonly from: Date | null;
  readonly to: Date | null;
  readonly principals: readonly number[] | null;
  readonly notPrincipals: readonly number[];
  readonly credentials: readonly number[] | null;
  readonly notCredentials: readonly number[];
  /** From action, source and category together, exclusions applied. */
  readonly actions: readonly number[] | null;
  readonly accounts: readonly number[] | null;
  readonly regions: readonly number[] | null;
  /** 0 ok, 1 error. */
  readonly outcomes: readonly number[] | null;
  readonly resources: readonly number[] | null;
  readonly notResources: readonly number[];
  readonly addresses: readonly number[] | null;
  readonly notAddresses: readonly number[];
  readonly userAgents: readonly number[] | null;
  readonly notUserAgents: readonly number[];
  readonly errors: readonly number[] | null;
  readonly notErrors: readonly number[];
  /** Bits 0-3 of the flags. */
  readonly kinds: readonly number[] | null;
  /** Bits 4-5 of the flags: 0 unknown, 1 yes, 2 no. */
  readonly readOnly: readonly number[] | null;
};

/** A filter that asks for a stretch of time and nothing else. */
export function emptyFilter(span: { readonly from: Date; readonly to: Date }): ResolvedFilter {
  const none = {
    notPrincipals: [],
    notCredentials: [],
    notResources: [],
    notAddresses: [],
    notUserAgents: [],
    notErrors: [],
  };
  const all = { principals: null, credentials: null, actions: null, accounts: null, regions: null, outcomes: null };
  const whatever = { resources: null, addresses: null, userAgents: null, errors: null, kinds: null, readOnly: null };
  return { ...none, ...all, ...whatever, from: span.from, to: span.to };
}

/** Whether the rollups alone answer how many events match: no part of the filter lies outside their dimensions. */
export function isCounted(filter: ResolvedFilter): boolean {
  const wanted = [filter.resources, filter.addresses, filter.userAgents, filter.errors, filter.kinds, filter.readOnly];
  const left = [filter.notResources, filter.notAddresses, filter.notUserAgents, filter.notErrors];
  return wanted.every((one) => one === null) && left.every((one) => one.length === 0);
}

/** Whether a credential is part of the filter: the rollup by days does not know any. */
export function asksCredential(filter: ResolvedFilter): boolean {
  return filter.credentials !== null || filter.notCredentials.length > 0;
}
