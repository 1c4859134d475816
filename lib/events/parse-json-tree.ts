/** A JSON value with its text as written: numbers of any size, keys that come twice and the order of keys are kept. */
export type JsonNode =
  | { readonly kind: "object"; readonly entries: readonly { readonly key: string; readonly node: JsonNode }[] }
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number" | "boolean" | "null"; readonly text: string };

const DEPTH_MAX = 200;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const SCALAR = /(?:-?\d[\d.eE+-]*|true|false|null)/y;

/** Reads JSON into a tree; null where the text is not JSON or too deep to show. */
export function parseJsonTree(text: string): JsonNode | null {
  const reader = new Reader(text);
  const node = reader.value(0);
  return node !== null && reader.isAtEnd() ? node : null;
}

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    this.skipSpace();
    return this.at === this.text.length;
  }

  value(depth: number): JsonNode | null {
    this.skipSpace();
    const char = this.text[this.at];
    if (depth > DEPTH_MAX) return null;
    if (char === "{") return this.object(depth);
    if (char === "[") return this.array(depth);
    if (char === '"') {
      const value = this.string();
      return value === null ? null : { kind: "string", value };
    }
    return this.scalar();
  }

  private object(depth: number): JsonNode | null {
    const entries: { key: string; node: JsonNode }[] = [];
    this.at += 1;
    if (this.take("}")) return { kind: "object", entries };
    do {
      this.skipSpace();
      const key = this.string();
      const node = key !== null && this.take(":") ? this.value(depth + 1) : null;
      if (key === null || node === null) return null;
      entries.push({ key, node });
    } while (this.take(","));
    return this.take("}") ? { kind: "object", entries } : null;
  }

  private array(depth: number): JsonNode | null {
    const items: JsonNode[] = [];
    this.at += 1;
    if (this.take("]")) return { kind: "array", items };
    do {
      const node = this.value(depth + 1);
      if (node === null) return null;
      items.push(node);
    } while (this.take(","));
    return this.take("]") ? { kind: "array", items } : null;
  }

  private string(): string | null {
    const token = this.match(STRING);
    if (token === null) return null;
    try {
      return String(JSON.parse(token));
    } catch {
      return null;
    }
  }

  private scalar(): JsonNode | null {
    const text = this.match(SCALAR);
    if (text === null) return null;
    if (text === "null") return { kind: "null", text };
    return { kind: text === "true" || text === "false" ? "boolean" : "number", text };
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    this.at += found?.length ?? 0;
    return found;
  }

  private take(char: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private skipSpace(): void {
    while (this.at < this.text.length && " \t\r\n".includes(this.text.charAt(this.at))) this.at += 1;
  }
}
