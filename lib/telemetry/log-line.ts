export type Level = "info" | "warn" | "error";
/** Facts about what happened; `message` is what a person reads first. */
export type Fields = Readonly<Record<string, string | number | boolean | null>>;
type Entry = { readonly at: Date; readonly level: Level; readonly event: string; readonly fields: Fields };

/** One line of a log, whatever its fields hold: as JSON for programs, or as words for people. */
export function lineOf({ at, level, event, fields }: Entry, format: "json" | "text"): string {
  if (format === "json") return JSON.stringify({ time: at.toISOString(), level, event, ...fields });
  const { message, ...rest } = fields;
  const facts = Object.entries(rest).map(
    ([name, value]) => ` ${name}=${typeof value === "string" ? quoted(value) : value}`,
  );
  const said = message === undefined || message === null ? "" : ` ${harmless(String(message))}`;
  return `${at.toISOString()} ${level === "info" ? "" : `${level} `}${event}${said}${facts.join("")}`;
}

/** A stack keeps its lines; every other control character would let a value speak for the log. */
function quoted(value: string): string {
  return /^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value).replaceAll("\\n", "\n");
}

function harmless(value: string): string {
  return JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("\\n", "\n");
}
