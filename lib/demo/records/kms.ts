import type { Actor } from "./actor";
import { type Call, perform, type Scene } from "./call";
import { management } from "./operation";
import { forwardedBy } from "./forwarded-by";

const KMS = "kms.amazonaws.com";
const DECRYPT = management(KMS, "Decrypt");
const DATA_KEY = management(KMS, "GenerateDataKey");

type ServiceUse = {
  readonly key: string;
  /** The service that asks KMS in the caller's name; S3 shows up as `AWS Internal`. */
  readonly service: string;
  readonly at: number;
  readonly action: "Decrypt" | "GenerateDataKey";
  readonly context: Readonly<Record<string, string>>;
};

/** What KMS records when a service uses a key for a caller: the caller, `invokedBy` the service, under another temporary key. */
export function kmsForService(scene: Scene, actor: Actor, use: ServiceUse): Call {
  const [, , , region = "us-east-1", account = ""] = use.key.split(":");
  const caller = forwardedBy(scene, actor, use.service);
  const own = actor.account ?? account;
  return perform(scene, {
    actor: caller,
    operation: use.action === "Decrypt" ? DECRYPT : DATA_KEY,
    at: use.at,
    region,
    account: own,
    owner: account,
    request: {
      ...(use.action === "Decrypt" ? { encryptionAlgorithm: "SYMMETRIC_DEFAULT" } : { keySpec: "AES_256" }),
      keyId: use.key,
      encryptionContext: use.context,
    },
    response: null,
    additional: { keyMaterialId: keyMaterialOf(use.key) },
    resources: [{ accountId: account, type: "AWS::KMS::Key", ARN: use.key }],
  });
}

/** Stable for a key: 64 hexadecimal digits. */
function keyMaterialOf(key: string): string {
  return key
    .slice(key.lastIndexOf("/") + 1)
    .replaceAll("-", "")
    .repeat(2);
}
