/** An operation of a class. `readOnly` is null where sources disagree or none says. */
export type ClassOperation = { readonly name: string; readonly readOnly: boolean | null };

/** The events that one family holds, as far as selectors can tell them apart. */
export type EventClass = {
  readonly category: "Management" | "Data" | "NetworkActivity";
  /** `eventSource` values; empty where it may be any. */
  readonly sources: readonly string[];
  /** The `resources.type` of a data class. */
  readonly resourceType: string | null;
  readonly operations: readonly ClassOperation[];
  /** Whether there may be operations that are not listed. */
  readonly isOpen: boolean;
  /** Of the operations that are not listed, only those that read, or only those that write. */
  readonly others?: "reads" | "writes";
  /** Only events on this one resource. */
  readonly arn?: string;
  /** Records may put a version or an alias behind it, after a colon. */
  readonly mayBeQualified?: boolean;
};

/** One kind of event within a class that selectors can take or leave: undefined stands for any other than those listed. */
export type Atom = {
  readonly source: string | undefined;
  readonly name: string | undefined;
  readonly readOnly: boolean;
  /** The operation either reads or writes, and nobody says which: only one of its two atoms exists. */
  readonly isUncertain: boolean;
};

const OTHERS = { both: [true, false], reads: [true], writes: [false] } as const;

/** The atoms of a class; an operation of unknown readOnly, and the unlisted ones, stand twice. */
export function atomsOf(eventClass: EventClass): Atom[] {
  const { sources, operations, isOpen } = eventClass;
  const everySource: readonly (string | undefined)[] = sources.length === 0 ? [undefined] : sources;
  return everySource.flatMap((source) => [
    ...operations.flatMap(({ name, readOnly }) =>
      readOnly === null
        ? [true, false].map((either) => ({ source, name, readOnly: either, isUncertain: true }))
        : [{ source, name, readOnly, isUncertain: false }],
    ),
    ...(isOpen
      ? OTHERS[eventClass.others ?? "both"].map((readOnly) => ({
          source,
          name: undefined,
          readOnly,
          isUncertain: false,
        }))
      : []),
  ]);
}
