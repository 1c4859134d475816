import type { Part } from "./parts-in";

/** A role that an agent may act as, with what it did. */
export type ActingRole = {
  readonly id: string;
  readonly name: string;
  readonly arn: string | null;
  readonly account: string | null;
  /** Whether it is known as an agent's, whatever the calls that made the agent say. */
  readonly isAgent: boolean;
  readonly calls: readonly RoleCall[];
};

export type RoleCall = {
  /** What holds the thing that was called on: a bucket, an index, an agent. */
  readonly resource: string | null;
  readonly source: string;
  readonly name: string;
  readonly category: number;
  readonly account: string;
  readonly region: string;
  readonly events: number;
  readonly lastMs: number;
};

export type AgentEvidence = {
  readonly parts: readonly Part[];
  /** ARNs of agents, aliases and runtimes that any record names. */
  readonly named: readonly string[];
  readonly roles: readonly ActingRole[];
  /** Whose a thing is, and where calls on it were recorded, where its ARN does not say. */
  readonly placeOf: (arn: string) => { readonly account: string | null; readonly region: string | null };
};
