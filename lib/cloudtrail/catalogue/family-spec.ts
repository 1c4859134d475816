import type { ClassOperation } from "../selectors/event-class";
import type { Certainty, OperationFamily } from "./operation-family";

/** Operations by what is known of their `readOnly`: names parted by spaces. */
export type Operations = {
  readonly reads?: string;
  readonly writes?: string;
  /** Sources disagree, or no record has been published. */
  readonly either?: string;
};

/** What several families of one service say alike. */
export type Common = {
  readonly group: string;
  readonly source: string | readonly string[] | null;
  readonly ai: boolean;
  readonly neverContains: string;
  readonly instead: string;
  readonly certainty: Certainty;
  readonly basis: string;
};

export type DataSpec = Partial<Common> & {
  /** Without `AWS::`. */
  readonly type: string;
  readonly title: string;
  readonly operations: Operations;
  readonly proves: string;
  readonly isFollowed?: boolean;
};

const names = (text: string | undefined, readOnly: boolean | null): ClassOperation[] =>
  text === undefined ? [] : text.split(" ").map((name) => ({ name, readOnly }));

/** The operations of a spec, in the order in which they are written. */
export function operationsOf({ reads, writes, either }: Operations): ClassOperation[] {
  return [...names(writes, false), ...names(reads, true), ...names(either, null)];
}

/** Families of data events that share a service. */
export function dataFamilies(common: Common, specs: readonly DataSpec[]): OperationFamily[] {
  return specs.map((spec) => {
    const { type, title, operations, proves, isFollowed, ...own } = spec;
    const { group, source, ai, neverContains, instead, certainty, basis } = { ...common, ...own };
    return {
      id: `AWS::${type}`,
      title,
      group,
      eventClass: {
        category: "Data",
        sources: source === null ? [] : typeof source === "string" ? [source] : source,
        resourceType: `AWS::${type}`,
        operations: operationsOf(operations),
        isOpen: true,
      },
      ai,
      isFollowed: isFollowed ?? false,
      recordedIn: null,
      isLoggable: true,
      proves,
      neverContains,
      instead,
      certainty,
      basis,
    };
  });
}
