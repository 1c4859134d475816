import { describe, expect, it } from "vitest";
import { callKindOf } from "./call-kind";

describe("callKindOf", () => {
  it.each([
    ["sts.amazonaws.com", "AssumeRoleWithWebIdentity", "issuance"],
    ["iam.amazonaws.com", "CreateAccessKey", "issuance"],
    ["bedrock-agentcore.amazonaws.com", "GetWorkloadAccessTokenForJWT", "issuance"],
    ["secretsmanager.amazonaws.com", "GetSecretValue", "secret"],
    ["ssm.amazonaws.com", "GetParametersByPath", "secret"],
    ["kms.amazonaws.com", "Decrypt", "secret"],
    ["s3.amazonaws.com", "GetObject", "movement"],
    ["ec2.amazonaws.com", "ModifySnapshotAttribute", "movement"],
    ["s3.amazonaws.com", "ListObjects", "read"],
    ["bedrock.amazonaws.com", "InvokeModel", "read"],
    ["bedrock-agentcore.amazonaws.com", "InvokeAgentRuntime", "read"],
    ["sts.amazonaws.com", "GetCallerIdentity", "read"],
    ["iam.amazonaws.com", "PutRolePolicy", "write"],
    ["cloudtrail.amazonaws.com", "StopLogging", "write"],
    ["a-service-of-tomorrow", "FrobnicateThing", "write"],
  ])("%s %s is a %s", (source, name, kind) => {
    expect(callKindOf(source, name)).toBe(kind);
  });

  it("does not take a name of one service for that of another", () => {
    expect(callKindOf("example.amazonaws.com", "GetSecretValue")).toBe("read");
  });
});
