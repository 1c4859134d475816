/**
 * Works through items, at most `lanes` at a time. The first failure ends the lanes, of which `onFailure` may hurry the others,
 * and is thrown once all have ended.
 */
export async function inParallel<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  work: (item: Item) => Promise<void>,
  { lanes, onFailure }: { readonly lanes: number; readonly onFailure?: () => void },
): Promise<void> {
  const source = iteratorOf(items);
  let failure: { readonly error: unknown } | null = null;
  const lane = async (): Promise<void> => {
    while (failure === null) {
      const next = await source.next();
      if (next.done) return;
      await work(next.value);
    }
  };
  const lanesEnded = Array.from({ length: lanes }, () =>
    lane().catch((error: unknown) => {
      failure ??= { error };
      onFailure?.();
    }),
  );
  await Promise.all(lanesEnded);
  throwFailure(failure);
}

function throwFailure(failure: { readonly error: unknown } | null): void {
  if (failure) throw failure.error;
}

/** Asks one at a time, whoever asks. */
function iteratorOf<Item>(items: AsyncIterable<Item> | Iterable<Item>): { next: () => Promise<IteratorResult<Item>> } {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let last: Promise<unknown> = Promise.resolve();
  return {
    next: () => {
      const next = last.then(() => iterator.next());
      last = next.catch(() => undefined);
      return next;
    },
  };
}
