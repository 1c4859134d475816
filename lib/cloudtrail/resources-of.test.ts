import { describe, expect, it } from "vitest";
import {
  CALLER_ACCOUNT as A,
  CALLER_REGION as R,
  shownTouches as shown,
  touchesOf as touches,
} from "./testing/touched-resources";

describe("resources from parameters", () => {
  it("takes what a call made from its response", () => {
    const record = {
      requestParameters: { userName: "u", path: "/ops/" },
      responseElements: { user: { arn: `arn:aws:iam::${A}:user/ops/u` } },
    };
    expect(shown(touches("iam", "CreateUser", record))).toEqual([`target AWS::IAM::User arn:aws:iam::${A}:user/ops/u`]);
    const key = { requestParameters: null, responseElements: { accessKey: { userName: "u", accessKeyId: "AKIANEW" } } };
    expect(shown(touches("iam", "CreateAccessKey", key))).toEqual([
      `target AWS::IAM::User arn:aws:iam::${A}:user/u`,
      "related AWS::IAM::AccessKey AKIANEW",
    ]);
  });

  it("keeps a name as it was sent where it is not certain in whose account it lies", () => {
    const foreign = { recipientAccountId: "999999999999", requestParameters: { userName: "u" } };
    expect(touches("iam", "GetUser", foreign)).toEqual([
      { role: "target", resource: { type: "AWS::IAM::User", key: "u", account: null, parent: null } },
    ]);
  });

  it.each([
    ["aws-cn", "cn-north-1"],
    ["aws-us-gov", "us-gov-west-1"],
    ["aws", "eu-west-1"],
  ])("names partition %s by Region %s where the caller has no ARN", (partition, awsRegion) => {
    const record = {
      awsRegion,
      userIdentity: { type: "AWSService", invokedBy: "x" },
      requestParameters: { tableName: "t" },
    };
    expect(touches("dynamodb", "GetItem", record)[0]?.resource.key).toBe(
      `arn:${partition}:dynamodb:${awsRegion}:${A}:table/t`,
    );
  });

  it("reads parameters in other spellings where the whole record is in another spelling", () => {
    const record = { eventtime: "2026-01-02T03:04:05Z", requestparameters: { bucketname: "b", KEY: "k" } };
    expect(shown(touches("s3", "GetObject", record))).toEqual([
      "target AWS::S3::Object arn:aws:s3:::b/k in arn:aws:s3:::b",
    ]);
  });
});

describe("resources that the record lists", () => {
  const object = { type: "AWS::S3::Object", ARN: "arn:aws:s3:::b/k" };
  const bucket = { type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::b", accountId: A };

  it.each([
    ["object first", [object, bucket]],
    ["bucket first", [bucket, object]],
  ])("say the object once, in its owner's bucket: %s", (_case, resources) => {
    expect(touches("s3", "GetObject", { resources, requestParameters: { bucketName: "b", key: "k" } })).toEqual([
      {
        role: "target",
        resource: {
          type: "AWS::S3::Object",
          key: "arn:aws:s3:::b/k",
          account: A,
          parent: { type: "AWS::S3::Bucket", key: "arn:aws:s3:::b", account: A, parent: null },
        },
      },
    ]);
  });

  it("are completed by the object where they name the bucket only", () => {
    const record = { resources: [bucket], requestParameters: { bucketName: "b", key: "k" } };
    expect(shown(touches("s3", "GetObject", record))).toEqual([
      "target AWS::S3::Object arn:aws:s3:::b/k in arn:aws:s3:::b",
    ]);
  });

  it("may name a prefix, which stands for its bucket", () => {
    const resources = [{ type: "AWS::S3::Object", ARNPrefix: "arn:aws:s3:::b/logs/" }, bucket];
    expect(shown(touches("s3", "ListObjects", { resources }))).toEqual(["target AWS::S3::Bucket arn:aws:s3:::b"]);
  });

  it.each([
    ["without a type", [{ ARN: `arn:aws:ssm:${R}:${A}:parameter/p`, accountId: A }], ["target AWS::SSM::Parameter"]],
    ["with a key in lower case", [{ arn: "arn:aws:s3:::b", type: "AWS::S3::Bucket" }], ["target AWS::S3::Bucket"]],
    ["as text", [`{'accountId': '1', 'arn': 'arn:aws:iam::${A}:role/r', 'type': 'x'}`], ["target AWS::IAM::Role"]],
    ["as JSON text of the list", JSON.stringify([{ ARN: `arn:aws:iam::${A}:role/r` }]), ["target AWS::IAM::Role"]],
    [
      "of a type that nobody knows",
      [{ ARN: "arn:aws:new:::thing/1", type: "AWS::New::Thing" }],
      ["target AWS::New::Thing"],
    ],
    ["that is nothing", [null, 7, {}, { ARN: "..." }], []],
    ["that is no list", 7, []],
  ])("are read %s", (_case, resources, expected) => {
    expect(shown(touches("other", "Do", { resources })).map((text) => text.split(" ").slice(0, 2).join(" "))).toEqual(
      expected,
    );
  });

  it("have the alias as target and drop the agent that holds it", () => {
    const alias = `arn:aws:bedrock:${R}:${A}:agent-alias/AG/AL`;
    const resources = [
      { ARN: `arn:aws:bedrock:${R}:${A}:agent/AG`, type: "AWS::Bedrock::Agent" },
      { ARN: alias, type: "AWS::Bedrock::AgentAlias" },
    ];
    expect(touches("bedrock", "InvokeAgent", { resources }).map(({ resource }) => resource.key)).toEqual([alias]);
  });

  it("have the table as target of an item call and the stream as target of a stream call", () => {
    const table = { ARN: `arn:aws:dynamodb:${R}:${A}:table/t`, type: "AWS::DynamoDB::Table" };
    const stream = { ARN: `arn:aws:dynamodb:${R}:${A}:table/t/stream/2026`, type: "AWS::DynamoDB::Stream" };
    const resources = [stream, table];
    expect(touches("dynamodb", "PutItem", { resources, requestParameters: { tableName: "t" } })[0]?.resource.key).toBe(
      table.ARN,
    );
    expect(touches("dynamodb", "GetRecords", { resources })[0]?.resource.key).toBe(stream.ARN);
  });

  it("give keys and roles their part", () => {
    const resources = [
      { ARN: `arn:aws:kms:${R}:${A}:key/k`, type: "AWS::KMS::Key" },
      { ARN: "arn:aws:s3:::b/k", type: "AWS::S3::Object" },
    ];
    expect(touches("s3", "PutObject", { resources }).map(({ role }) => role)).toEqual(["target", "key"]);
  });

  it("name no resource twice, however many there are", () => {
    const resources = Array.from({ length: 5_000 }, (_, n) => ({
      ARN: `arn:aws:s3:::b/${n % 700}`,
      type: "AWS::S3::Object",
    }));
    const keys = touches("s3", "DeleteObjects", { resources }).map(({ resource }) => resource.key);
    expect(keys).toHaveLength(700);
    expect(new Set(keys).size).toBe(700);
  });
});
