import type { FilterField } from "@/lib/events/event-filter";

/** What the lanes of a timeline can stand for. */
export const LANE_DIMENSIONS = [
  "service",
  "family",
  "action",
  "resource",
  "credential",
  "account",
  "region",
  "network",
] as const;
export type LaneDimension = (typeof LANE_DIMENSIONS)[number];

type Described = {
  /** For "by …". */
  readonly label: string;
  readonly plural: string;
  /** What a filter for one of its lanes asks; null where no filter can. */
  readonly field: FilterField | null;
  /** The lane of events that have no such thing. */
  readonly none: string;
};

/** How each is called, and which field filters by it. */
export const LANE_WORDS: Record<LaneDimension, Described> = {
  service: { label: "service", plural: "services", field: "source", none: "no service" },
  family: { label: "operation family", plural: "operation families", field: null, none: "no family known" },
  action: { label: "action", plural: "actions", field: "action", none: "no action" },
  resource: { label: "resource", plural: "resources", field: "resource", none: "no resource named" },
  credential: { label: "credential", plural: "credentials", field: "credential", none: "no credential named" },
  account: { label: "account", plural: "accounts", field: "account", none: "no account" },
  region: { label: "Region", plural: "Regions", field: "region", none: "no Region" },
  network: { label: "network address", plural: "network addresses", field: "ip", none: "no address" },
};

const READ_DIMENSIONS: readonly LaneDimension[] = ["resource", "network"];
const READ_FIELDS: readonly FilterField[] = ["resource", "ip", "agent", "error", "kind", "readonly"];

/** Whether lanes have to be counted by reading events one by one: no rollup knows a dimension, or a field that is filtered by. */
export function areLanesRead(by: readonly LaneDimension[], fields: readonly FilterField[]): boolean {
  return by.some((one) => READ_DIMENSIONS.includes(one)) || fields.some((one) => READ_FIELDS.includes(one));
}
