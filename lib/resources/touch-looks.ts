import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import { DATA_RESOURCE_TYPES } from "@/lib/cloudtrail/catalogue/resource-types";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import { partFamily } from "@/lib/coverage/agents/part-family";
import { touchPaths } from "@/lib/coverage/answers/touch-paths";
import type { CoverageLine } from "./contract";

type Look = { readonly what: CoverageLine["what"]; readonly family: OperationFamily };

type Looks = {
  readonly looks: readonly Look[];
  /** Whether the catalogue has the ways in which such a thing is touched. */
  readonly isKnownKind: boolean;
  readonly unrecorded: OperationFamily | null;
};

/** Families that only tell how things are set up. */
const CONTROL = new Set(["management", "management:bedrock-control", "management:agentcore-control", "management:iam"]);
const CALLED = /^AWS::(?:Bedrock|BedrockAgentCore|Lambda)/;

/** The ways in which a thing can be touched, each as narrow as its kind and ARN allow. */
export function touchLooks({ type, key }: { readonly type: string; readonly key: string }): Looks {
  const arn = key.startsWith("arn:") && !type.endsWith("::Bucket") ? key : null;
  const { families, unrecorded } = touchPaths(type, "any", arn);
  const data = families.filter(({ eventClass }) => eventClass.category === "Data");
  const management = families.filter(({ eventClass }) => eventClass.category === "Management");
  const others = families.length > 0 ? [] : furtherFamilies(type, key);
  const looks = [
    ...(data.length > 0 && !CALLED.test(type)
      ? [
          ...split(touchPaths(type, "read", arn).families, "reads"),
          ...split(touchPaths(type, "write", arn).families, "writes"),
        ]
      : data.map((family) => ({ what: "calls" as const, family }))),
    ...[...management, ...others].map((family) => ({ what: whatOf(family), family })),
  ];
  return {
    looks: withManagement(looks).toSorted((a, b) => Number(isByWay(a)) - Number(isByWay(b))),
    isKnownKind: families.length > 0 || others.length > 0 || unrecorded !== null,
    unrecorded,
  };
}

/** Through what else the same can be done stands last. */
function isByWay({ family }: Look): boolean {
  return family.id.startsWith("AWS::S3::AccessPoint");
}

/** Families of data events that have such operations at all. */
function split(families: readonly OperationFamily[], what: "reads" | "writes"): Look[] {
  return families
    .filter(
      ({ id, eventClass }) =>
        eventClass.category === "Data" && eventClass.operations.length > 0 && !/ (copy$|batch )/.test(id),
    )
    .map((family) => ({ what, family }));
}

/** What the catalogue has of a kind about which no question can be answered with no. */
function furtherFamilies(type: string, key: string): OperationFamily[] {
  const ids = [
    ...DATA_RESOURCE_TYPES.filter((known) => known.type === type).map((known) => known.type),
    ...(partFamily(key) === null ? [] : [partFamily(key) ?? ""]),
    ...(type.startsWith("AWS::IAM::") ? ["management:iam"] : []),
    ...(type.startsWith("AWS::KMS::") ? ["management:kms"] : []),
    ...(type.startsWith("AWS::CloudTrail::") ? ["management:logging-control"] : []),
  ];
  return [...new Set(ids)].flatMap((id) => findFamily(id) ?? []);
}

/** How anything is made, changed and deleted is a management event of its account. */
function withManagement(looks: readonly Look[]): Look[] {
  const whole = findFamily("management");
  if (whole === null || looks.some(({ family }) => family.eventClass.category === "Management")) return [...looks];
  return [...looks, { what: "management", family: whole }];
}

function whatOf({ id }: OperationFamily): Look["what"] {
  return CONTROL.has(id.split(" ")[0] ?? id) ? "management" : "calls";
}
