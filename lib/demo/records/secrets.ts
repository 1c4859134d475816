import type { Actor } from "./actor";
import { type Call, perform, type Scene } from "./call";
import { kmsForService } from "./kms";
import { management } from "./operation";

const SECRETS = "secretsmanager.amazonaws.com";
const GET = management(SECRETS, "GetSecretValue", { version: "1.09" });
const BATCH_GET = management(SECRETS, "BatchGetSecretValue", { version: "1.09" });
const LIST = management(SECRETS, "ListSecrets", { version: "1.09" });
const GET_PARAMETER = management("ssm.amazonaws.com", "GetParameter", { version: "1.08" });

type Read = { readonly secret: string; readonly kmsKey: string; readonly at: number; readonly denied?: boolean };

/** A secret's value; the KMS record beside it shows the same caller with `invokedBy` and another key. */
export function getSecretValue(scene: Scene, actor: Actor, read: Read): Call {
  const region = read.secret.split(":")[3] ?? "us-east-1";
  const call = perform(scene, {
    actor,
    operation: GET,
    at: read.at,
    region,
    request: read.denied === true ? null : { secretId: read.secret },
    response: null,
    ...(read.denied === true
      ? {
          error: {
            code: "AccessDenied",
            message: `User: ${actor.identity} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${read.secret} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
          },
        }
      : {}),
  });
  if (read.denied !== true) {
    kmsForService(scene, actor, {
      key: read.kmsKey,
      service: SECRETS,
      at: read.at,
      action: "Decrypt",
      context: { SecretARN: read.secret, SecretVersionId: scene.random.uuid() },
    });
  }
  return call;
}

/** One record for several secrets, which its request names. */
export function batchGetSecretValue(
  scene: Scene,
  actor: Actor,
  read: { at: number; region: string; secrets: readonly string[] },
): Call {
  return perform(scene, {
    actor,
    operation: BATCH_GET,
    at: read.at,
    region: read.region,
    request: { secretIdList: read.secrets },
    response: null,
  });
}

/** Names of secrets, never values. */
export function listSecrets(scene: Scene, actor: Actor, when: { at: number; region: string }): Call {
  return perform(scene, { actor, operation: LIST, ...when, request: { maxResults: 100 }, response: null });
}

type Parameter = { readonly name: string; readonly kmsKey: string; readonly at: number; readonly region: string };

/** A SecureString parameter. */
export function getParameter(scene: Scene, actor: Actor, read: Parameter): Call {
  const arn = `arn:aws:ssm:${read.region}:${actor.account}:parameter${read.name}`;
  const call = perform(scene, {
    actor,
    operation: GET_PARAMETER,
    at: read.at,
    region: read.region,
    request: { name: read.name, withDecryption: true },
    response: null,
    resources: [{ accountId: actor.account ?? "", ARN: arn }],
  });
  kmsForService(scene, actor, {
    key: read.kmsKey,
    service: "ssm.amazonaws.com",
    at: read.at,
    action: "Decrypt",
    context: { PARAMETER_ARN: arn },
  });
  return call;
}
