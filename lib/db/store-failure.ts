import { AppError } from "@/lib/base/app-error";

const SOCKET_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
/** Classes and codes of SQLSTATE with which a server says that it cannot serve now. */
const GONE = /^(08|57P0)/;
const FULL = /^(53100|53200)$/;
const CROWDED = "53300";
const GONE_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end/;

/** The `unavailable` that a lost, full or crowded server means; null for every other error. */
export function storeFailure(error: unknown): AppError | null {
  const chain = causesOf(error);
  const codes = chain.flatMap((link) => ("code" in link && typeof link.code === "string" ? [link.code] : []));
  if (codes.some((code) => FULL.test(code)))
    return unavailable(
      "The disk or memory of the database is full. Free some space and try again; nothing was half stored.",
      error,
    );
  if (codes.includes(CROWDED))
    return unavailable(
      "The database has no connection left. Close other programs that use it, or lower pool_max.",
      error,
    );
  const gone =
    codes.some((code) => SOCKET_CODES.has(code) || GONE.test(code)) ||
    chain.some((link) => GONE_TEXT.test(link.message));
  return gone
    ? unavailable("The database does not answer. Try again in a moment; what was stored is safe.", error)
    : null;
}

const unavailable = (message: string, cause: unknown): AppError => new AppError("unavailable", message, { cause });

/** An error with what it wraps: Prisma and AggregateError hide the driver's own. */
function causesOf(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [error, ...inner.flatMap((cause) => causesOf(cause, depth + 1))];
}
