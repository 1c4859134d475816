import { AGENTCORE_FAMILIES } from "./agentcore-families";
import { AI_FAMILIES } from "./ai-families";
import { BEDROCK_FAMILIES, INFERENCE_FAMILIES } from "./bedrock-families";
import { dataFamilies } from "./family-spec";
import { MANAGEMENT_FAMILIES } from "./management-families";
import { NETWORK_FAMILIES } from "./network-families";
import type { OperationFamily } from "./operation-family";
import { DATA_RESOURCE_TYPES } from "./resource-types";
import { STORAGE_FAMILIES } from "./storage-families";
import { UNRECORDED_FAMILIES } from "./unrecorded-families";

const DESCRIBED: readonly OperationFamily[] = [
  ...MANAGEMENT_FAMILIES,
  ...BEDROCK_FAMILIES,
  ...INFERENCE_FAMILIES,
  ...AGENTCORE_FAMILIES,
  ...AI_FAMILIES,
  ...STORAGE_FAMILIES,
  ...NETWORK_FAMILIES,
  ...UNRECORDED_FAMILIES,
];

const DESCRIBED_IDS = new Set(DESCRIBED.map(({ id }) => id));

const OTHERS = DATA_RESOURCE_TYPES.filter(({ type }) => !DESCRIBED_IDS.has(type)).map(({ type, ai }) =>
  plainFamily(type, ai),
);

/** Every operation family that Wakeline knows, the ones on an agent's way first. */
export const FAMILIES: readonly OperationFamily[] = [...DESCRIBED, ...OTHERS];

const BY_ID = new Map(FAMILIES.map((family) => [family.id.toLowerCase(), family]));

/** A family by its id. A resource type that no list has yet is a family too; null for what has no such form. */
export function findFamily(id: string): OperationFamily | null {
  const known = BY_ID.get(id.toLowerCase());
  if (known !== undefined) return known;
  if (/^AWS::\w+::\w+$/.test(id)) return plainFamily(id, false);
  const [, source] = /^NetworkActivity:([\w.-]+)$/.exec(id) ?? [];
  const [network] = NETWORK_FAMILIES;
  if (source === undefined || network === undefined) return null;
  return {
    ...network,
    id,
    title: `${source} through VPC endpoints`,
    eventClass: { ...network.eventClass, sources: [source] },
  };
}

/** What can be said of a type of which only the name is known. */
function plainFamily(type: string, ai: boolean): OperationFamily {
  const [, service = "", name = ""] = type.split("::");
  const [family] = dataFamilies(
    {
      group: service,
      source: null,
      ai,
      neverContains: "Payloads.",
      instead: "The service's own logs.",
      certainty: "inferred",
      basis: "CloudTrail's list of resource types",
    },
    [
      {
        type: type.replace(/^AWS::/, ""),
        title: `${service} ${name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()}`,
        operations: {},
        proves: `Calls that work on a resource of this type.`,
      },
    ],
  );
  if (family === undefined) throw new Error(`No family for ${type}.`);
  return family;
}
