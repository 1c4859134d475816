import { HIDDEN } from "./storable-text";

const LOWER_CASE = /^(?:akia|asia|acca|abia)[a-z0-9]{12,124}$/i;

/**
 * The id of a key as AWS gives it: some exports write it in small letters, which no id has. null for a text that stands in the place
 * of every withheld id: it is nobody's.
 */
export function keyIdIn(text: string | null): string | null {
  if (text === null || text.startsWith("A")) return text;
  if (text === HIDDEN) return null;
  return LOWER_CASE.test(text) ? text.toUpperCase() : text;
}

const SESSION_ID = /^AROA[A-Z0-9]{8,}:[\w+=,.@-]+$/;

/** Whether this is `AROA…:name`: a session of a role, as the copy that another account receives names its caller. */
export function isSessionId(text: string): boolean {
  return SESSION_ID.test(text);
}
