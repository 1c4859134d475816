import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import type { Extent } from "@/lib/cloudtrail/selectors/select-class";
import type { SinkInPlace } from "./sinks-in-place";
import type { Place } from "./sinks-at";

export type Moment = Place & { readonly atMs: number };

/** What an answer about one cell is made of. */
export type EvaluationContext = {
  readonly family: OperationFamily;
  readonly moment: Moment;
  readonly certain: { readonly extent: Extent; readonly dimensions: readonly string[] };
  readonly proved: readonly SinkInPlace[];
  readonly stale: readonly SinkInPlace[];
  readonly open: readonly SinkInPlace[];
  /** What is known of the account's own trails. */
  readonly owned: "proved" | "last-known" | "unknown";
};
