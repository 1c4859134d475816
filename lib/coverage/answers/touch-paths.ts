import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import { mayDo, othersOf, type Verb } from "./verb";

/** The kinds of things about which a question can be answered with no, and the families by which they are touched. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  "AWS::S3::Object": ["AWS::S3::Object", "AWS::S3::AccessPoint"],
  "AWS::S3::Bucket": ["AWS::S3::Object", "AWS::S3::AccessPoint", "management"],
  "AWS::Lambda::Function": ["AWS::Lambda::Function", "management"],
  "AWS::DynamoDB::Table": ["AWS::DynamoDB::Table", "AWS::DynamoDB::Stream", "management"],
  "AWS::SecretsManager::Secret": ["management:secrets"],
  "AWS::SSM::Parameter": ["management:parameters"],
  "AWS::KMS::Key": ["management:kms"],
  "AWS::Bedrock::AgentAlias": ["AWS::Bedrock::AgentAlias", "management:bedrock-control"],
  "AWS::Bedrock::KnowledgeBase": ["AWS::Bedrock::KnowledgeBase", "management:bedrock-control"],
  "AWS::Bedrock::FlowAlias": ["AWS::Bedrock::FlowAlias", "management:bedrock-control"],
};

/** Kinds that can be touched in a way of which there is no record. */
const UNRECORDED: Readonly<Record<string, string>> = {
  "AWS::SageMaker::Endpoint": "unrecorded:sagemaker-endpoint",
  "AWS::RDS::DBCluster": "unrecorded:database-connections",
  "AWS::RDS::DBInstance": "unrecorded:database-connections",
};

export type TouchPaths = {
  /** Narrowed to what the verb can be, and to the resource where the record names it. Empty: the kind is not known well enough. */
  readonly families: readonly OperationFamily[];
  /** A way that leaves no record. */
  readonly unrecorded: OperationFamily | null;
};

/** The ways in which a kind of thing can be touched. */
export function touchPaths(type: string, did: Verb, arn: string | null): TouchPaths {
  const unrecorded = UNRECORDED[type];
  const families = (KINDS[type] ?? []).flatMap((id) => {
    const family = findFamily(id);
    return family === null ? [] : narrowed(family, did, arn);
  });
  return { families, unrecorded: unrecorded === undefined ? null : findFamily(unrecorded) };
}

/** Every family of a kind as it stands in the catalogue, for finding its events. */
export function familiesOfKind(type: string): OperationFamily[] {
  const own = findFamily(type);
  const known = (KINDS[type] ?? []).flatMap((id) => findFamily(id) ?? []);
  return known.length > 0 ? known : own === null ? [] : [own];
}

/** The family of the catalogue that another was narrowed from. */
export function wholeFamilyId({ id }: OperationFamily): string {
  return id.split(" ")[0] ?? id;
}

/** A copy is a read of its source, and its record may name the target alone: for it no ARN narrows. */
const COPIES = new Set(["CopyObject", "UploadPartCopy"]);

/** Calls on many objects at once: their records name the bucket, and whether there is one of each object is not certain. */
const BATCHES = new Set(["DeleteObjects"]);

/** Calls through an access point, or on a table's stream, are selected by its ARN, which an object's or table's does not tell. */
const BY_OTHER_ARN = new Set(["AWS::S3::AccessPoint", "AWS::DynamoDB::Stream"]);

/** Kinds whose records may put a version or an alias behind the ARN. */
const QUALIFIED = new Set(["AWS::Lambda::Function"]);

function narrowed(family: OperationFamily, did: Verb, arn: string | null): OperationFamily[] {
  const { eventClass } = family;
  const operations = eventClass.operations.filter((operation) => mayDo(did, operation));
  const others = othersOf(did);
  const isOfResource = arn !== null && eventClass.category === "Data" && !BY_OTHER_ARN.has(family.id);
  const named = (names: ReadonlySet<string>) => operations.filter(({ name }) => names.has(name));
  const copies = did === "read" || (did === "any" && isOfResource) ? named(COPIES) : [];
  const batches = isOfResource ? named(BATCHES) : [];
  // A copy may also have this for its target, which its record names.
  const apart = [...(did === "read" ? copies : []), ...batches];
  const main: OperationFamily = {
    ...family,
    id: `${family.id} ${did} ${isOfResource ? arn : ""}`,
    eventClass: {
      ...eventClass,
      operations: operations.filter((operation) => !apart.includes(operation)),
      ...(others === undefined ? {} : { others }),
      ...(isOfResource ? { arn, mayBeQualified: QUALIFIED.has(family.id) } : {}),
    },
  };
  const classOf = (some: typeof operations) => ({ ...eventClass, operations: some, isOpen: false });
  const copying = copies.length === 0 ? [] : [{ ...family, id: `${family.id} copy`, eventClass: classOf(copies) }];
  if (arn === null || batches.length === 0) return [main, ...copying];
  const bucket = arn.slice(0, arn.indexOf("/") + 1);
  const eventsOf = { ...classOf(batches), arn: bucket };
  return [main, ...copying, { ...family, id: `${family.id} batch ${bucket}`, eventClass: eventsOf }];
}
