import { describe, expect, it } from "vitest";
import { isChange, touchKindOf } from "./touch-kind";

describe("touchKindOf", () => {
  it.each([
    ["s3.amazonaws.com", "GetObject", "read"],
    ["s3.amazonaws.com", "GetBucketPolicy", "read"],
    ["s3.amazonaws.com", "PutObject", "write"],
    ["s3.amazonaws.com", "PutObjectAcl", "permission"],
    ["s3.amazonaws.com", "PutBucketPolicy", "permission"],
    ["s3.amazonaws.com", "DeleteBucketPolicy", "permission"],
    ["s3.amazonaws.com", "PutBucketPublicAccessBlock", "permission"],
    ["s3.amazonaws.com", "DeleteBucketLifecycle", "configuration"],
    ["s3.amazonaws.com", "PutBucketVersioning", "configuration"],
    ["s3.amazonaws.com", "DeleteObjects", "delete"],
    ["s3.amazonaws.com", "DeleteBucket", "delete"],
    ["kms.amazonaws.com", "Decrypt", "use"],
    ["kms.amazonaws.com", "CreateGrant", "permission"],
    ["kms.amazonaws.com", "ScheduleKeyDeletion", "delete"],
    ["secretsmanager.amazonaws.com", "GetSecretValue", "read"],
    ["secretsmanager.amazonaws.com", "PutSecretValue", "write"],
    ["secretsmanager.amazonaws.com", "RotateSecret", "configuration"],
    ["bedrock.amazonaws.com", "InvokeAgent", "use"],
    ["bedrock.amazonaws.com", "UpdateAgentAlias", "configuration"],
    ["a-service-of-tomorrow", "FrobnicateThing", "configuration"],
  ])("takes %s %s for a %s", (source, name, kind) => {
    expect(touchKindOf(source, name)).toBe(kind);
  });

  it("counts what nobody knows as a change, so that the story does not leave it out", () => {
    expect(isChange(touchKindOf("a-service-of-tomorrow", "FrobnicateThing"))).toBe(true);
    expect(isChange("read") || isChange("use")).toBe(false);
  });
});
