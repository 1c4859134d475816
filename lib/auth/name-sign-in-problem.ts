import type { SignInProblem } from "./sign-in-problem";

/** What the words of a failed single sign-on mean, the first that fits; the words are those of RFC 6749, of OpenID Connect and of openid-client. */
const MEANINGS: readonly (readonly [RegExp, SignInProblem])[] = [
  [/issued in the future|id_token expired|not active yet|too much time has elapsed/i, "clock"],
  [/access_denied|login_required|consent_required|interaction_required/i, "cancelled"],
  [
    /cookie was missing|cookie missing|(?:state|nonce) mismatch|invalid_grant|JWEDecryptionFailed|decryption operation failed|value could not be parsed/i,
    "stale",
  ],
  [
    /ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|timed out|socket hang up|certificate|expected 200 OK, got|failed to parse JSON|server_error|temporarily_unavailable/i,
    "unreachable",
  ],
  [
    /invalid_client|unauthorized_client|invalid_request|invalid_scope|redirect_uri|unexpected (?:iss|JWT)|aud mismatch|unsupported_response_type|signature/i,
    "misconfigured",
  ],
];

/** Why a single sign-on failed, from what was said about it; "failed" where that says nothing known. */
export function nameSignInProblem(said: string): SignInProblem {
  return MEANINGS.find(([pattern]) => pattern.test(said))?.[1] ?? "failed";
}
