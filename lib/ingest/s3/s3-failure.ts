import { AppError } from "@/lib/base/app-error";
import type { S3Access } from "./s3-access";

type Asked = { readonly bucket: string; readonly access: S3Access };

const UNREACHABLE = new Set(["ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
const CREDENTIALS = /^(CredentialsProviderError|TokenProviderError|ProviderError|InvalidConfiguration)$/;
const EXPIRED = /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired|RequestExpired)$/;
const REFUSED =
  /^(InvalidAccessKeyId|SignatureDoesNotMatch|UnrecognizedClientException|InvalidSignatureException|InvalidClientTokenId)$/;
const STS_NAMES = /sts:AssumeRole|AssumeRole/;

/** One line that says what AWS refused and what to do; every other error as it is. */
export function s3Failure(error: unknown, { bucket, access }: Asked): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const message = explain(error, { bucket, access });
  return message === null ? error : new AppError(codeOf(error), message, { cause: error });
}

function codeOf(error: Error): "not-found" | "forbidden" | "unavailable" {
  if (error.name === "NoSuchBucket") return "not-found";
  return isDenied(error) || CREDENTIALS.test(error.name) ? "forbidden" : "unavailable";
}

/** Why AWS was not even asked, or did not know who asks, with what to do; null for every other failure. */
export function accessProblem(error: Error, access: S3Access): string | null {
  const { name, message } = error;
  if (UNREACHABLE.has(systemCodeOf(error)))
    return `${access.endpoint ?? "AWS"} cannot be reached (${systemCodeOf(error)}). Check the network and the address.`;
  if (CREDENTIALS.test(name))
    return `There are no AWS credentials to use${access.profile === null ? "" : ` in the profile "${access.profile}"`}: ${firstLine(message)}. Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or name a profile.`;
  if (EXPIRED.test(name)) return "The AWS credentials have expired. Sign in again, then run the same again.";
  if (isRoleDenied(error, access))
    return `The role ${access.roleArn} cannot be assumed: ${firstLine(message)}. Check its trust policy, the external id and the right to sts:AssumeRole.`;
  if (REFUSED.test(name)) return `AWS does not accept the credentials: ${firstLine(message)}.`;
  return null;
}

function explain(error: Error, { bucket, access }: Asked): string | null {
  const { name, message } = error;
  const problem = accessProblem(error, access);
  if (problem !== null) return problem;
  if (name === "NoSuchBucket") return `There is no bucket "${bucket}". Check the name and whose account it is in.`;
  if (isKmsDenied(error))
    return `The files of ${bucket} are encrypted, and the key may not be used: ${firstLine(message)}. Allow kms:Decrypt on that key.`;
  if (isDenied(error))
    return `Reading the bucket ${bucket} is not allowed: ${firstLine(message)}. Allow s3:ListBucket on it and s3:GetObject on its objects.`;
  if (isThrottled(error)) return `The bucket ${bucket} asks to go slower than this can wait. Run the same again later.`;
  return null;
}

/** The first line of what AWS said, without its full stop. */
export function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").replace(/\.\s*$/, "").slice(0, 400);
}

function systemCodeOf(error: Error): string {
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause instanceof Error ? systemCodeOf(error.cause) : "";
}

function isRoleDenied(error: Error, { roleArn }: S3Access): boolean {
  const ofSts = "$service" in error || "$metadata" in error || CREDENTIALS.test(error.name);
  return roleArn !== null && ofSts && (STS_NAMES.test(error.message) || error.name === "AccessDeniedException");
}

/** Whether the right to decrypt is what is missing. */
export function isKmsDenied(error: unknown): boolean {
  return error instanceof Error && (/kms:Decrypt/i.test(error.message) || error.name.startsWith("KMS."));
}

/** Whether AWS refused for want of a right. */
export function isDenied(error: unknown): boolean {
  return (
    error instanceof Error && /^(AccessDenied|AccessDeniedException|Forbidden|AllAccessDisabled)$/.test(error.name)
  );
}

/** Whether the store asked to be asked less often. */
export function isThrottled(error: unknown): boolean {
  return error instanceof Error && /SlowDown|Throttl|TooManyRequests|RequestLimitExceeded/.test(error.name);
}
