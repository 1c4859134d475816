import { endOfValue, membersOf, skipSpace, type Span } from "./json-scan";
import type { Step } from "./unwrap";

/** Finds the exact text of values inside one JSON text. Remembers what it scanned, so that many values of one list cost one pass. */
export class JsonPaths {
  private readonly lists = new Map<number, Span[]>();
  private readonly objects = new Map<number, Map<string, Span>>();
  private readonly strings = new Map<number, JsonPaths>();

  constructor(private readonly text: string) {}

  /** The text at the end of a path from the value at `start`; of equal keys the last counts. null where the path does not lead to a value. */
  textAt(start: number, path: readonly Step[]): string | null {
    let at = start;
    for (let index = 0; index < path.length; index++) {
      const step = path[index];
      if (step === null) return this.textInString(at, path.slice(index + 1));
      const span = typeof step === "number" ? this.elements(at)[step] : this.members(at).get(String(step));
      if (!span) return null;
      at = span.start;
    }
    const end = endOfValue(this.text, at);
    return end < 0 ? null : this.text.slice(at, end);
  }

  /** Inside a string that holds JSON; the whole string where the path ends there and it is no JSON value alone. */
  private textInString(at: number, rest: readonly Step[]): string | null {
    let inner = this.strings.get(at);
    if (!inner) {
      const value: unknown = JSON.parse(this.text.slice(at, endOfValue(this.text, at)));
      if (typeof value !== "string") return null;
      inner = new JsonPaths(value);
      this.strings.set(at, inner);
    }
    return inner.textAt(skipSpace(inner.text, 0), rest);
  }

  private elements(at: number): Span[] {
    const known = this.lists.get(at);
    if (known) return known;
    const found: Span[] = [];
    let start = skipSpace(this.text, at + 1);
    while (start < this.text.length && this.text.charCodeAt(start) !== 93) {
      const end = endOfValue(this.text, start);
      if (end <= start) break;
      found.push({ start, end });
      const next = skipSpace(this.text, end);
      start = this.text.charCodeAt(next) === 44 ? skipSpace(this.text, next + 1) : next;
    }
    this.lists.set(at, found);
    return found;
  }

  private members(at: number): Map<string, Span> {
    const known = this.objects.get(at);
    if (known) return known;
    const found = new Map<string, Span>();
    for (const { key, start, end } of membersOf(this.text, at)) if (end >= 0) found.set(key, { start, end });
    this.objects.set(at, found);
    return found;
  }
}
