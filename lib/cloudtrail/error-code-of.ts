import { isJsonObject, type JsonObject, textIn } from "./json-object";
import { isPlaceholder, storableText, TEXT_LIMITS } from "./storable-text";

/** The error of a failed call; null for one that did not fail. Some services say it only in their response. */
export function errorCodeOf(record: JsonObject): string | null {
  const { errorCode } = record;
  if (errorCode !== undefined && errorCode !== null) {
    const code = textIn(errorCode);
    if (code !== null && !isPlaceholder(code)) return isSuccess(code) ? null : storableText(code, TEXT_LIMITS.code);
  }
  const { responseElements } = record;
  const inResponse = isJsonObject(responseElements) ? errorInResponse(responseElements) : null;
  if (inResponse !== null) return storableText(inResponse, TEXT_LIMITS.code);
  // A failed sign-in has a message, and no code.
  return typeof record.errorMessage === "string" && !isPlaceholder(record.errorMessage) ? UNSPECIFIED_ERROR : null;
}

/** Stands for the code of an error of which the record has only the message. */
const UNSPECIFIED_ERROR = "UnspecifiedError";

const SUCCESSES = new Set(["0", "ok", "success", "none", "null", "noerror"]);

function isSuccess(code: string): boolean {
  if (code.length === 3 && code.startsWith("2")) return code >= "200" && code <= "299";
  return code.length <= 7 && SUCCESSES.has(code.toLowerCase());
}

function errorInResponse(response: JsonObject): string | null {
  const direct = codeIn(response.errorCode) ?? codeInError(response.error) ?? codeInError(response.Error);
  if (direct !== null) return direct;
  const body = isJsonObject(response.body) ? codeInError(response.body.error) : null;
  const status = Number(textIn(response.statusCode) ?? Number.NaN);
  if (status >= 400 && status <= 599) return `Http${status}`;
  if (body !== null) return body;
  return response.ConsoleLogin === "Failure" || response.SwitchRole === "Failure" || response.CheckMfa === "Failure"
    ? "Failure"
    : null;
}

function codeInError(error: unknown): string | null {
  return isJsonObject(error) ? (codeIn(error.code) ?? codeIn(error.Code)) : null;
}

function codeIn(value: unknown): string | null {
  const code = textIn(value);
  return code === null || isPlaceholder(code) || isSuccess(code) ? null : code;
}
