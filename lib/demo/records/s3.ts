import type { Actor } from "./actor";
import { type Call, perform, type Scene } from "./call";
import { data, management, type Operation } from "./operation";
import { kmsForService } from "./kms";

const S3 = "s3.amazonaws.com";
const OBJECT = { type: "AWS::S3::Object", host: "s3.{region}.amazonaws.com" };
const WRITE = { ...OBJECT, write: true };

export const S3_OBJECT = {
  get: data(S3, "GetObject", OBJECT),
  head: data(S3, "HeadObject", OBJECT),
  list: data(S3, "ListObjects", OBJECT),
  put: data(S3, "PutObject", WRITE),
  copy: data(S3, "CopyObject", WRITE),
  remove: data(S3, "DeleteObject", WRITE),
  removeMany: data(S3, "DeleteObjects", WRITE),
} as const;

export type Bucket = {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly kmsKey?: string;
};

type ObjectDeed = {
  readonly bucket: Bucket;
  readonly key: string;
  readonly at: number;
  readonly bytes?: number;
  /** Headers that CloudTrail keeps among the request parameters. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly additional?: Readonly<Record<string, unknown>>;
  readonly denied?: boolean;
  /** The KMS key under which a copy is written, where it is not the bucket's. */
  readonly newKey?: string;
};

function transfer(scene: Scene, operation: Operation, deed: ObjectDeed): object {
  const bytes = deed.bytes ?? scene.random.heavy(2000, 500_000_000);
  const inwards = operation.name === "PutObject";
  const outwards = operation.name === "GetObject" && deed.denied !== true;
  return {
    SignatureVersion: "SigV4",
    CipherSuite: "TLS_AES_128_GCM_SHA256",
    bytesTransferredIn: inwards ? bytes : 0,
    ...(operation.name === "PutObject" || operation.name === "GetObject"
      ? { SSEApplied: deed.bucket.kmsKey === undefined ? "Default_SSE_S3" : "SSE_KMS" }
      : {}),
    AuthenticationMethod: "AuthHeader",
    "x-amz-id-2": scene.random.base64(56),
    bytesTransferredOut: outwards ? bytes : scene.random.between(0, 900),
    ...deed.additional,
  };
}

/** What S3 asks of KMS in the caller's name: to read under the object's key, to write under the new one's, for a copy both. */
function useKeys(scene: Scene, actor: Actor, act: ObjectDeed & { operation: Operation }): void {
  const { bucket, operation, at } = act;
  const ask = (key: string | undefined, action: "Decrypt" | "GenerateDataKey") => {
    if (key === undefined) return;
    const context = { "aws:s3:arn": `arn:aws:s3:::${bucket.name}` };
    kmsForService(scene, actor, { key, service: "AWS Internal", at, action, context });
  };
  if (operation.name === "GetObject" || operation.name === "CopyObject") ask(bucket.kmsKey, "Decrypt");
  if (operation.name === "PutObject" || operation.name === "CopyObject")
    ask(act.newKey ?? bucket.kmsKey, "GenerateDataKey");
}

/** One operation on one object; an object under a KMS key brings the call that S3 makes to KMS in the caller's name. */
export function touchObject(scene: Scene, actor: Actor, act: ObjectDeed & { operation: Operation }): Call {
  const { bucket, operation } = act;
  const call = perform(scene, {
    actor,
    operation,
    at: act.at,
    region: bucket.region,
    account: actor.account ?? bucket.account,
    owner: bucket.account,
    request: {
      bucketName: bucket.name,
      Host: `${bucket.name}.s3.${bucket.region}.amazonaws.com`,
      key: act.key,
      ...act.headers,
    },
    response:
      operation.name === "PutObject" && act.denied !== true
        ? { "x-amz-server-side-encryption": bucket.kmsKey ? "aws:kms" : "AES256" }
        : null,
    additional: transfer(scene, operation, act),
    resources: [
      { type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket.name}/${act.key}` },
      { accountId: bucket.account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket.name}` },
    ],
    ...(act.denied === true ? { error: { code: "AccessDenied", message: "Access Denied" } } : {}),
  });
  if (act.denied !== true) useKeys(scene, actor, act);
  return call;
}

type ListDeed = { readonly bucket: Bucket; readonly prefix: string; readonly at: number };

/** ListObjects names a prefix, not an object. */
export function listObjects(scene: Scene, actor: Actor, act: ListDeed): Call {
  const { bucket } = act;
  return perform(scene, {
    actor,
    operation: S3_OBJECT.list,
    at: act.at,
    region: bucket.region,
    account: actor.account ?? bucket.account,
    owner: bucket.account,
    request: {
      "list-type": "2",
      bucketName: bucket.name,
      Host: `${bucket.name}.s3.${bucket.region}.amazonaws.com`,
      prefix: act.prefix,
      "encoding-type": "url",
    },
    response: null,
    additional: transfer(scene, S3_OBJECT.list, { ...act, key: act.prefix }),
    resources: [
      { type: "AWS::S3::Object", ARNPrefix: `arn:aws:s3:::${bucket.name}/${act.prefix}` },
      { accountId: bucket.account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket.name}` },
    ],
  });
}

type DeleteDeed = {
  readonly bucket: Bucket;
  readonly keys: readonly string[];
  readonly at: number;
  readonly perKey: boolean;
};

/** One call for many keys; sources disagree whether a record per key follows, so both happen here. */
export function deleteObjects(scene: Scene, actor: Actor, act: DeleteDeed): void {
  const { bucket } = act;
  const call = perform(scene, {
    actor,
    operation: S3_OBJECT.removeMany,
    at: act.at,
    region: bucket.region,
    account: actor.account ?? bucket.account,
    request: { bucketName: bucket.name, Host: `${bucket.name}.s3.${bucket.region}.amazonaws.com`, delete: "" },
    response: null,
    additional: transfer(scene, S3_OBJECT.removeMany, { ...act, key: "" }),
    resources: [
      { type: "AWS::S3::Object", ARNPrefix: `arn:aws:s3:::${bucket.name}/` },
      { accountId: bucket.account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket.name}` },
    ],
  });
  if (!act.perKey) return;
  for (const key of act.keys) {
    perform(scene, {
      actor,
      operation: S3_OBJECT.remove,
      at: act.at,
      region: bucket.region,
      account: actor.account ?? bucket.account,
      requestId: call.requestId,
      request: { bucketName: bucket.name, Host: `${bucket.name}.s3.${bucket.region}.amazonaws.com`, key },
      response: null,
      resources: [
        { type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket.name}/${key}` },
        { accountId: bucket.account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket.name}` },
      ],
    });
  }
}

type BucketDeed = {
  readonly bucket: Bucket;
  readonly name: string;
  readonly at: number;
  readonly write?: boolean;
  readonly parameters?: Readonly<Record<string, unknown>>;
};

/** A management call on a bucket's settings. */
export function touchBucket(scene: Scene, actor: Actor, act: BucketDeed): Call {
  const { bucket } = act;
  return perform(scene, {
    actor,
    operation: management(S3, act.name, { host: "s3.{region}.amazonaws.com", write: act.write === true }),
    at: act.at,
    region: bucket.region,
    account: bucket.account,
    shared: actor.account === null,
    request: { bucketName: bucket.name, Host: `s3.${bucket.region}.amazonaws.com`, ...act.parameters },
    response: null,
    additional: transfer(scene, S3_OBJECT.head, { bucket, key: "", at: act.at }),
    resources: [{ accountId: bucket.account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket.name}` }],
  });
}

const LIST_BUCKETS = management(S3, "ListBuckets", { host: "s3.{region}.amazonaws.com" });

/** Names no bucket: a management event. */
export function listBuckets(scene: Scene, actor: Actor, when: { at: number; region: string }): Call {
  return perform(scene, {
    actor,
    operation: LIST_BUCKETS,
    ...when,
    request: { Host: `s3.${when.region}.amazonaws.com` },
    response: null,
    additional: {
      SignatureVersion: "SigV4",
      CipherSuite: "TLS_AES_128_GCM_SHA256",
      bytesTransferredIn: 0,
      AuthenticationMethod: "AuthHeader",
      "x-amz-id-2": scene.random.base64(56),
      bytesTransferredOut: 1893,
    },
  });
}
