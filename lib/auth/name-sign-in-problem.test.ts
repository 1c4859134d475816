import { expect, it } from "vitest";
import { nameSignInProblem } from "./name-sign-in-problem";

it.each([
  ["id_token issued in the future, now 1793620800, iat 1793621800", "clock"],
  ["id_token expired, now 1793620800, exp 1793620000", "clock"],
  ["access_denied (End-User aborted interaction)", "cancelled"],
  ["State cookie was missing.", "stale"],
  ["state mismatch, expected a, got: b", "stale"],
  ["invalid_grant (grant request is invalid)", "stale"],
  ["connect ECONNREFUSED 127.0.0.1:9000", "unreachable"],
  ["outgoing request timed out after 10000ms", "unreachable"],
  ["expected 200 OK, got: 404 Not Found", "unreachable"],
  ["self-signed certificate in certificate chain", "unreachable"],
  ["invalid_client (client authentication failed)", "misconfigured"],
  ["unexpected iss value, expected https://a got: https://b", "misconfigured"],
  ["x is not a function", "failed"],
])("%s means %s", (said, problem) => {
  expect(nameSignInProblem(said)).toBe(problem);
});
