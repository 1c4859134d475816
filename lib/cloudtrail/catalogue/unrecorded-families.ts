import type { OperationFamily } from "./operation-family";

type Spec = Pick<OperationFamily, "id" | "title" | "group" | "ai" | "instead" | "certainty" | "basis"> & {
  readonly source: string;
  readonly names: readonly string[];
};

const SPECS: readonly Spec[] = [
  {
    id: "unrecorded:sagemaker-endpoint",
    title: "Endpoint inference",
    group: "SageMaker",
    source: "sagemaker.amazonaws.com",
    names: ["InvokeEndpoint", "InvokeEndpointAsync"],
    ai: true,
    instead: "Data capture of the endpoint and its CloudWatch metrics.",
    certainty: "inferred",
    basis:
      "An older copy of the SageMaker guide says that InvokeEndpoint is not recorded; nothing newer says otherwise",
  },
  {
    id: "unrecorded:database-connections",
    title: "Database connections",
    group: "Databases",
    source: "rds.amazonaws.com",
    names: [],
    ai: false,
    instead: "The database's own audit log.",
    certainty: "confirmed",
    basis: "Connections to a database are no API calls",
  },
  {
    id: "unrecorded:tokens-outside-aws",
    title: "Use of tokens outside AWS",
    group: "AgentCore",
    source: "bedrock-agentcore.amazonaws.com",
    names: [],
    ai: true,
    instead: "The audit log of the service that accepts the token.",
    certainty: "confirmed",
    basis: "Calls to other providers are no API calls of AWS",
  },
];

/** What leaves no record whatever is switched on. */
export const UNRECORDED_FAMILIES: readonly OperationFamily[] = SPECS.map(({ source, names, ...spec }) => ({
  ...spec,
  eventClass: {
    category: "Data",
    sources: [source],
    resourceType: null,
    operations: names.map((name) => ({ name, readOnly: null })),
    isOpen: false,
  },
  isFollowed: true,
  recordedIn: null,
  isLoggable: false,
  proves: "Nothing: CloudTrail makes no record of it.",
  neverContains: "All of it.",
}));
