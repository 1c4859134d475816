import { parseEventTime } from "./event-time";
import { isJsonObject, type JsonObject, listIn } from "./json-object";

/** Longer than any policy that IAM takes inline. */
const LONGEST = 32_768;
const ISSUED = "aws:tokenissuetime";

/** Sessions that a policy denies everything: those issued before a moment, or all; and whether it allows something besides. */
export type DeniedSessions = { readonly beforeMs: number | null; readonly alsoAllows: boolean };

/**
 * Which sessions a policy denies every action on every resource, and on no further condition: what the console's "revoke older
 * sessions" writes. "none" where it does not, or only in part; "unreadable" where the record does not hold the document.
 */
export function deniedSessions(policy: unknown): DeniedSessions | "none" | "unreadable" {
  const statements = statementsOf(policy);
  if (statements === null) return "unreadable";
  const denied = statements.flatMap((statement) => deniedBy(statement) ?? []);
  if (denied.length === 0) return "none";
  const times = denied.flatMap(({ beforeMs }) => beforeMs ?? []);
  return {
    beforeMs: times.length < denied.length ? null : Math.max(...times),
    alsoAllows: statements.some(({ Effect: effect }) => effect !== "Deny"),
  };
}

function deniedBy(statement: JsonObject): Pick<DeniedSessions, "beforeMs"> | null {
  const all = (value: unknown): boolean => (Array.isArray(value) ? value.includes("*") : value === "*");
  if (statement.Effect !== "Deny" || !all(statement.Action) || !all(statement.Resource)) return null;
  const { Condition: condition } = statement;
  if (condition === undefined) return { beforeMs: null };
  if (!isJsonObject(condition)) return null;
  const [operator, ...others] = Object.entries(condition);
  if (operator === undefined || others.length > 0 || !OPERATOR.test(operator[0]) || !isJsonObject(operator[1]))
    return null;
  const [tested, ...more] = Object.entries(operator[1]);
  if (tested === undefined || more.length > 0 || tested[0].toLowerCase() !== ISSUED) return null;
  const times = (Array.isArray(tested[1]) ? tested[1] : [tested[1]]).flatMap((time) => parseEventTime(time) ?? []);
  return times.length === 0 ? null : { beforeMs: Math.max(...times) };
}

const OPERATOR = /^DateLessThan(?:Equals)?$/i;

function statementsOf(policy: unknown): readonly JsonObject[] | null {
  const document = isJsonObject(policy) ? policy : parsed(policy);
  const statements = document === null ? null : listIn(document.Statement);
  return statements === null ? null : statements.filter(isJsonObject);
}

/** Some records carry the document as the request sent it: encoded as in an address. */
function parsed(text: unknown): JsonObject | null {
  if (typeof text !== "string" || text.length > LONGEST) return null;
  try {
    const value: unknown = JSON.parse(text.startsWith("%7B") ? decodeURIComponent(text) : text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
