export type AccountKey =
  | "management"
  | "log-archive"
  | "security"
  | "assistants-prod"
  | "research-prod"
  | "data"
  | "dev"
  | "sandbox";

export type Account = {
  readonly key: AccountKey;
  readonly id: string;
  readonly name: string;
  /** Where its workloads live. */
  readonly region: Region;
};

export const REGIONS = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2"] as const;
export type Region = (typeof REGIONS)[number];

export const ACCOUNTS: { readonly [K in AccountKey]: Account } = {
  management: { key: "management", id: "111122223333", name: "management", region: "us-east-1" },
  "log-archive": { key: "log-archive", id: "222233334444", name: "log-archive", region: "us-east-1" },
  security: { key: "security", id: "333344445555", name: "security", region: "us-east-1" },
  "assistants-prod": { key: "assistants-prod", id: "444455556666", name: "assistants-prod", region: "eu-west-1" },
  "research-prod": { key: "research-prod", id: "555566667777", name: "research-prod", region: "us-west-2" },
  data: { key: "data", id: "666677778888", name: "data-platform", region: "us-east-1" },
  dev: { key: "dev", id: "777788889999", name: "dev", region: "eu-central-1" },
  sandbox: { key: "sandbox", id: "888899990000", name: "sandbox", region: "ap-southeast-2" },
};

export const ALL_ACCOUNTS: readonly Account[] = Object.values(ACCOUNTS);

export const ORGANISATION_ID = "o-wk1demo0rg";

/** A company whose account reads a part of the data lake by agreement. */
export const PARTNER_ACCOUNT = "999900001111";
/** An account outside the organisation that appears in no list of ours. */
export const FOREIGN_ACCOUNT = "000011112222";

/** The instance of IAM Identity Center, in the management account. */
export const IDENTITY_STORE_ID = "d-9067a1b2c3";
export const SSO_INSTANCE = "ssoins-72236a0f1e2d3c4b";
