import { describe, expect, it } from "vitest";
import { shortKey, shortSource } from "./short-names";

describe("short names", () => {
  it.each([
    ["arn:aws:s3:::bucket/a/b.txt", "bucket/a/b.txt"],
    ["arn:aws:iam::111122223333:role/path/app", "role/path/app"],
    ["arn:aws:secretsmanager:us-east-1:111122223333:secret:prod-AbCdEf", "secret:prod-AbCdEf"],
    ["prod/db", "prod/db"],
    ["arn:", "arn:"],
  ])("shortens %s", (key, expected) => {
    expect(shortKey(key)).toBe(expected);
  });

  it("keeps hosts that are not AWS's whole", () => {
    expect(["s3.amazonaws.com", "s3.amazonaws.com.cn", "example.org"].map(shortSource)).toEqual([
      "s3",
      "s3",
      "example.org",
    ]);
  });
});
