import type { FactValues, HeldPlace, InvocationLogging, SinkSettings } from "./fact";
import type { Timeline } from "./timeline";

export type SinkModel = {
  readonly arn: string;
  /** As last known, for what never changes: whose it is and where it is changed. */
  readonly owner: string;
  readonly home: string;
  readonly existence: Timeline<boolean>;
  readonly settings: Timeline<SinkSettings | null>;
  readonly selectors: Timeline<FactValues["selectors"]>;
  readonly logging: Timeline<boolean>;
};

/** Everything known, made ready to be asked about any moment. */
export type CoverageModel = {
  readonly sinks: readonly SinkModel[];
  /** By account, in whatever organisation. */
  readonly memberships: ReadonlyMap<string, Timeline<boolean>>;
  /** By account and manager, as `memberSubject` names them. */
  readonly membershipsOf: ReadonlyMap<string, Timeline<boolean>>;
  /** Whether trails and data stores of one organisation at most are known. */
  readonly isOneOrganisation: boolean;
  readonly inventories: ReadonlyMap<string, Timeline<true>>;
  /** By bucket, key or sink. */
  readonly deliveries: ReadonlyMap<string, Timeline<string | null>>;
  /** By account and Region, as `bedrock:<account>:<region>`. */
  readonly invocationLogging: ReadonlyMap<string, Timeline<InvocationLogging | null>>;
  readonly held: ReadonlyMap<string, HeldPlace>;
};

/** Under which a place's files are found. */
export const heldKey = (sink: string, account: string, region: string): string => `${sink} ${account} ${region}`;
