import type { Actor } from "./actor";
import { type Call, type Deed, perform, type Scene } from "./call";
import { data, management, type Operation } from "./operation";

const operations = {
  read: new Map<string, Map<string, Operation>>(),
  write: new Map<string, Map<string, Operation>>(),
};

type Plain = Pick<Deed, "at" | "region"> &
  Partial<Omit<Deed, "actor" | "operation" | "at" | "region">> & {
    /** Without `.amazonaws.com`. */
    readonly service: string;
    readonly name: string;
    readonly write?: boolean;
    /** `resources.type` of a data event. */
    readonly type?: string;
    readonly host?: string;
    readonly version?: string;
    readonly inferred?: boolean;
  };

function operationOf(deed: Plain): Operation {
  const ofKind = deed.write === true ? operations.write : operations.read;
  let ofService = ofKind.get(deed.service);
  if (ofService === undefined) {
    ofService = new Map();
    ofKind.set(deed.service, ofService);
  }
  const known = ofService.get(deed.name);
  if (known) return known;
  const source = `${deed.service}.amazonaws.com`;
  const options = {
    write: deed.write === true,
    ...(deed.host === undefined ? {} : { host: deed.host }),
    ...(deed.version === undefined ? {} : { version: deed.version }),
    ...(deed.inferred === undefined ? {} : { inferred: deed.inferred }),
  };
  const operation =
    deed.type === undefined
      ? management(source, deed.name, options)
      : data(source, deed.name, { ...options, type: deed.type });
  ofService.set(deed.name, operation);
  return operation;
}

/** Any call whose record has no rules of its own. */
export function plainCall(scene: Scene, actor: Actor, deed: Plain): Call {
  return perform(scene, { ...deed, actor, operation: operationOf(deed) });
}

/** The error of an IAM refusal, in the words of AWS. */
export function accessDenied(actor: Actor, action: string, resource: string): { code: string; message: string } {
  return {
    code: "AccessDenied",
    message: `User: ${actor.identity} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  };
}

/** A data event on a table item. */
export function touchTable(
  scene: Scene,
  actor: Actor,
  deed: {
    name: "GetItem" | "PutItem" | "UpdateItem" | "Query" | "Scan";
    table: string;
    at: number;
    region: string;
    key?: object;
  },
): Call {
  const write = deed.name === "PutItem" || deed.name === "UpdateItem";
  const arn = `arn:aws:dynamodb:${deed.region}:${actor.account}:table/${deed.table}`;
  return plainCall(scene, actor, {
    service: "dynamodb",
    name: deed.name,
    type: "AWS::DynamoDB::Table",
    write,
    at: deed.at,
    region: deed.region,
    request: { tableName: deed.table, ...(deed.key ? { key: deed.key } : {}) },
    response: null,
    resources: [{ accountId: actor.account ?? "", type: "AWS::DynamoDB::Table", ARN: arn }],
    apiVersion: "2012-08-10",
  });
}

/** A call of a Lambda function. */
export function invokeFunction(scene: Scene, actor: Actor, deed: { arn: string; at: number }): Call {
  const [, , , region = "", account = ""] = deed.arn.split(":");
  return plainCall(scene, actor, {
    service: "lambda",
    name: "Invoke",
    type: "AWS::Lambda::Function",
    write: true,
    at: deed.at,
    region,
    account: actor.account ?? account,
    request: { functionName: deed.arn, invocationType: "RequestResponse" },
    response: null,
    additional: { functionVersion: `${deed.arn}:$LATEST` },
    resources: [{ accountId: account, type: "AWS::Lambda::Function", ARN: deed.arn }],
    apiVersion: "2015-03-31",
  });
}
