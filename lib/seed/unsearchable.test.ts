import { describe, expect, it } from "vitest";
import { whyUnsearchable } from "./unsearchable";

describe("whyUnsearchable", () => {
  it.each([
    "d41d8cd98f00b204e9800998ecf8427e",
    "10.0.0.0/8",
    "evil.example.com",
    "https://evil.example/x",
    "IQoJb3JpZ2luX2VjEExAmPlEExAmPlE",
    "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY01",
    "00:1b:44:11:3a:b7",
    "CVE-2024-12345",
  ])("says why %s cannot be found here", (indicator) => {
    expect(whyUnsearchable(indicator)).not.toBeNull();
  });

  it.each([
    "AKIAIOSFODNN7EXAMPLE",
    "198.51.100.7",
    "2001:db8::1",
    "AROAEXAMPLE123456789:session",
    "arn:aws:iam::111122223333:role/x",
    "bedrock.amazonaws.com",
    "0f0e0d0c-0000-4000-8000-000000000001",
    "user-0999",
    "111122223333",
    "GetSecretValue",
  ])("takes %s for something to search for", (indicator) => {
    expect(whyUnsearchable(indicator)).toBeNull();
  });
});
