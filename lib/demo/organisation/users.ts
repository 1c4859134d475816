import type { AccountKey } from "./accounts";
import type { Grant } from "./role-spec";

export type UserSpec = {
  readonly account: AccountKey;
  readonly name: string;
  readonly human: boolean;
  readonly grants: readonly Grant[];
  readonly managed?: readonly string[];
};

/** IAM users that exist when the window opens. */
export const USERS: readonly UserSpec[] = [
  {
    account: "dev",
    name: "legacy-reporter",
    human: false,
    grants: [{ actions: ["s3:GetObject", "s3:ListAllMyBuckets"], resources: ["*"] }],
    managed: ["arn:aws:iam::aws:policy/AmazonBedrockFullAccess"],
  },
  {
    account: "data",
    name: "svc-dashboard-export",
    human: false,
    grants: [
      { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: ["arn:aws:kms:*:*:key/*"] },
      {
        actions: ["s3:GetObject", "s3:PutObject", "s3:PutLifecycleConfiguration", "s3:ListBucket"],
        resources: ["arn:aws:s3:::lake-curated", "arn:aws:s3:::lake-curated/*"],
      },
    ],
  },
  { account: "sandbox", name: "lab-user", human: true, grants: [{ actions: ["*"], resources: ["*"] }] },
  {
    account: "assistants-prod",
    name: "BedrockAPIKey-t4k9",
    human: false,
    grants: [],
    managed: ["arn:aws:iam::aws:policy/AmazonBedrockLimitedAccess"],
  },
  {
    account: "management",
    name: "break-glass",
    human: true,
    grants: [],
    managed: ["arn:aws:iam::aws:policy/AdministratorAccess"],
  },
];

/** People sign in through IAM Identity Center; they have numbers, not names. */
export const PEOPLE = Array.from({ length: 24 }, (_, n) => {
  const team = (["platform", "data", "ml", "sre"] as const)[n % 4] ?? "platform";
  return { userName: `${team}-engineer-${String(Math.floor(n / 4) + 1).padStart(2, "0")}@example.com`, team };
});
export type Person = (typeof PEOPLE)[number];
