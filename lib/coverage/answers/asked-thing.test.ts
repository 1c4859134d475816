import { describe, expect, it } from "vitest";
import { disguisedType, pathsAbove, wholeThing } from "./asked-thing";

describe("what is asked about", () => {
  it.each([
    ["arn:aws:s3:eu-west-1:111122223333:accesspoint/reports/object/q3.pdf", "AWS::S3::AccessPoint"],
    ["arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap/object/q3.pdf", "AWS::S3::AccessPoint"],
    ["arn:aws:s3:::reports-a1b2c3d4-s3alias/q3.pdf", "AWS::S3::AccessPoint"],
    ["arn:aws:s3:::reports--usw2-az1--x-s3/q3.pdf", "AWS::S3Express::Object"],
    ["arn:aws:s3:::reports-a1b2c3d4--ol-s3/q3.pdf", "AWS::S3ObjectLambda::AccessPoint"],
    ["arn:aws:s3:::accesspoint/q3.pdf", null],
    ["arn:aws:s3:::reports/a--x-s3", null],
  ])("is told from an ordinary object by its name: %s", (arn, type) => {
    expect(disguisedType(arn)).toBe(type);
  });

  it("is the function where a version or alias is named, and all paths above a parameter may lead to it", () => {
    const lambda = "arn:aws:lambda:eu-west-1:111122223333:function:lookup";
    expect(wholeThing(`${lambda}:prod`)).toBe(lambda);
    expect(wholeThing("arn:aws:s3:::a:b/c:d")).toBe("arn:aws:s3:::a:b/c:d");
    const paths = pathsAbove("arn:aws:ssm:eu-west-1:111122223333:parameter/prod/db/password");
    expect(paths).toEqual(
      expect.arrayContaining(["/prod/db/", "/prod", "/", "arn:aws:ssm:eu-west-1:111122223333:parameter/prod"]),
    );
    expect(pathsAbove("arn:aws:s3:::prod/db/password")).toEqual([]);
  });
});
