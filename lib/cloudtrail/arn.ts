export type Arn = {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All after the fifth colon. */
  readonly resource: string;
};

/** The parts of an ARN; null for what is not one. Parts may be empty, as they are for S3 and IAM. */
export function parseArn(text: string): Arn | null {
  if (!text.startsWith("arn:")) return null;
  const service = text.indexOf(":", 4);
  const region = service < 0 ? -1 : text.indexOf(":", service + 1);
  const account = region < 0 ? -1 : text.indexOf(":", region + 1);
  const resource = account < 0 ? -1 : text.indexOf(":", account + 1);
  if (resource < 0 || resource === text.length - 1) return null;
  return {
    partition: text.slice(4, service),
    service: text.slice(service + 1, region),
    region: text.slice(region + 1, account),
    account: text.slice(account + 1, resource),
    resource: text.slice(resource + 1),
  };
}

const PARTITIONS: readonly (readonly [regionPrefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["us-iso-", "aws-iso"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];

/** The partition that a Region lies in; `aws` for all Regions that no other partition claims. */
export function partitionOfRegion(region: string): string {
  for (const [prefix, partition] of PARTITIONS) if (region.startsWith(prefix)) return partition;
  return "aws";
}

const GLOBAL_REGIONS: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
};

/** The Region that records calls of global services, as IAM, of a Region's partition; the Region itself where that is not known. */
export function globalRegionOf(region: string): string {
  return GLOBAL_REGIONS[partitionOfRegion(region)] ?? region;
}

/** The ARN of a role or user without its path, which is how names are unique within an account. */
export function withoutPath(arn: string): string {
  const slash = arn.indexOf("/");
  return slash < 0 ? arn : arn.slice(0, slash) + arn.slice(arn.lastIndexOf("/"));
}

/** Twelve digits. */
export function isAccountId(text: string): boolean {
  if (text.length !== 12) return false;
  for (let i = 0; i < 12; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}
