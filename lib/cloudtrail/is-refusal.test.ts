import { describe, expect, it } from "vitest";
import { isRefusal } from "./is-refusal";

describe("The code of a failed call", () => {
  it("says that nothing was done where it names a refusal", () => {
    const refusals = [
      "AccessDenied",
      "AccessDeniedException",
      "Client.UnauthorizedOperation",
      "ThrottlingException",
      "NoSuchKey",
      "ResourceNotFoundException",
      "KMS.NotFoundException",
      "InvalidParameterValue",
      "ValidationException",
      "EntityAlreadyExists",
      "Client.DryRunOperation",
      "Http403",
      "SubscriptionRequiredException",
    ];
    expect(refusals.filter((code) => !isRefusal(code))).toEqual([]);
  });

  it("leaves open what was done where the service failed, or nothing is said", () => {
    const open = [
      "InternalError",
      "InternalFailure",
      "InternalServerException",
      "ServiceUnavailable",
      "ServiceException",
      "RequestTimeout",
      "ModelErrorException",
      "ModelTimeoutException",
      "Http500",
      "UnspecifiedError",
      "Failure",
      "",
    ];
    expect(open.filter(isRefusal)).toEqual([]);
  });
});
