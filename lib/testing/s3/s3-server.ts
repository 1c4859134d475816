import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { crc32 } from "node:zlib";
import { answerAssumeRole } from "./assume-role";
import { type Fault, FaultPlan } from "./fault-plan";
import { listObjects } from "./list-objects";
import { type Bucket, etagOf, type S3World, type StoredObject } from "./s3-world";
import { sendError } from "./send-error";

/** Plays S3 and STS over HTTP, in memory: for the AWS SDK itself as the client. Signatures are not checked. */
export class S3Server {
  readonly world: S3World = { buckets: new Map(), roles: new Map(), allowed: null, sent: new Map() };
  readonly faults = new FaultPlan();
  requests = 0;
  private constructor(
    private readonly server: Server,
    readonly endpoint: string,
  ) {}

  static async start(): Promise<S3Server> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const started = new S3Server(server, `http://127.0.0.1:${port}`);
    server.on("request", (request, response) => void started.answer(request, response));
    return started;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  put(
    bucket: string,
    key: string,
    object: Buffer | string | (Partial<StoredObject> & { readonly bytes: Buffer }),
  ): void {
    const objects: Bucket = this.world.buckets.get(bucket) ?? new Map<string, StoredObject>();
    this.world.buckets.set(bucket, objects);
    const given = typeof object === "string" || Buffer.isBuffer(object) ? { bytes: Buffer.from(object) } : object;
    objects.set(key, { metadata: {}, isLocked: false, ...given });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const url = new URL(request.url ?? "/", this.endpoint);
    const [bucketName = "", ...rest] = url.pathname.slice(1).split("/").map(decodeURIComponent);
    if (request.method === "POST" && bucketName === "") return answerAssumeRole(request, response, this.world);
    request.resume();
    const fault = this.faults.next();
    if (fault !== null && fault !== "cut" && fault !== "damage") return failWith(fault, response);
    if (!isAllowed(request, this.world)) return sendError(response, 403, ["AccessDenied", "Access Denied"]);
    const bucket = this.world.buckets.get(bucketName);
    if (!bucket) return sendError(response, 404, ["NoSuchBucket", "The specified bucket does not exist"]);
    const key = rest.join("/");
    if (key === "") return listObjects(url, { name: bucketName, objects: bucket }, response);
    return this.sendObject({ request, response, fault }, { bucket, key });
  }

  private sendObject(
    { request, response, fault }: { request: IncomingMessage; response: ServerResponse; fault: Fault | null },
    { bucket, key }: { bucket: Bucket; key: string },
  ): void {
    const object = bucket.get(key);
    if (!object) return sendError(response, 404, ["NoSuchKey", "The specified key does not exist."]);
    if (object.isLocked) return sendError(response, 403, ["AccessDenied", KMS_DENIED]);
    if (request.headers["if-match"] !== undefined && request.headers["if-match"] !== etagOf(object.bytes))
      return sendError(response, 412, ["PreconditionFailed", "At least one of the pre-conditions did not hold"]);
    const { part, range } = cut(object.bytes, request.headers.range);
    const headers = {
      etag: etagOf(object.bytes),
      "content-length": part.length,
      ...(range === null ? {} : { "content-range": range }),
      ...(range === null && request.headers["x-amz-checksum-mode"] === "ENABLED"
        ? { "x-amz-checksum-crc32": checksumOf(object.bytes) }
        : {}),
      ...Object.fromEntries(Object.entries(object.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    };
    response.writeHead(range === null ? 200 : 206, headers);
    if (fault === "cut") {
      response.write(part.subarray(0, part.length >> 1), () => response.destroy());
      return;
    }
    if (fault === null) this.world.sent.set(key, (this.world.sent.get(key) ?? 0) + 1);
    response.end(fault === "damage" ? damaged(part) : part);
  }
}

const KMS_DENIED =
  "User: arn:aws:iam::111122223333:user/reader is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/1 because no identity-based policy allows the kms:Decrypt action";

function failWith(fault: Exclude<Fault, "cut" | "damage">, response: ServerResponse): void {
  if (fault === "reset") response.destroy();
  else if (fault === "slow-down") sendError(response, 503, ["SlowDown", "Please reduce your request rate."]);
  else sendError(response, 500, ["InternalError", "We encountered an internal error. Please try again."]);
}

function isAllowed(request: IncomingMessage, { allowed }: S3World): boolean {
  if (allowed === null) return true;
  const keyId = /Credential=([^/]+)\//.exec(request.headers.authorization ?? "")?.[1];
  return keyId !== undefined && allowed.has(keyId);
}

function checksumOf(bytes: Buffer): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum.toString("base64");
}

function cut(bytes: Buffer, range: string | undefined): { part: Buffer; range: string | null } {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === undefined) return { part: bytes, range: null };
  const end = to === "" || to === undefined ? bytes.length : Number(to) + 1;
  return { part: bytes.subarray(Number(from), end), range: `bytes ${from}-${end - 1}/${bytes.length}` };
}

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 0xff;
  return copy;
}
