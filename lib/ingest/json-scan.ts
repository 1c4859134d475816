const QUOTE = 34;
const BACKSLASH = 92;

/** The index of the next character that is no JSON white space, at or after `at`. */
export function skipSpace(text: string, at: number): number {
  let index = at;
  for (;;) {
    const code = text.charCodeAt(index);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return index;
    index++;
  }
}

/** The index after the string whose opening quote is at `at`, or -1 where the text ends within it. */
export function endOfString(text: string, at: number): number {
  let index = at;
  for (;;) {
    index = text.indexOf('"', index + 1);
    if (index < 0) return -1;
    let before = index - 1;
    while (before > at && text.charCodeAt(before) === BACKSLASH) before--;
    if (((index - before) & 1) === 1) return index + 1;
  }
}

function endOfScalar(text: string, at: number, limit: number): number {
  let index = at;
  while (index < limit) {
    const code = text.charCodeAt(index);
    if (code <= 32 || code === 44 || code === 93 || code === 125 || code === 91 || code === 123 || code === QUOTE)
      break;
    index++;
  }
  return index;
}

/**
 * The index after the value that starts at `at`, or -1 where the text (or `limit`) ends within it or more is closed than was opened.
 * Finds ends, proves nothing: only a parser says whether what lies between is JSON. Needs no stack, however deep the value.
 */
export function endOfValue(text: string, at: number, limit: number = text.length): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) {
    const end = endOfString(text, at);
    return end > limit ? -1 : end;
  }
  if (first !== 123 && first !== 91) return endOfScalar(text, at, limit);
  let braces = 0;
  let brackets = 0;
  for (let index = at; index < limit; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = endOfString(text, index) - 1;
      if (index < 0) return -1;
    } else if (code === 123) braces++;
    else if (code === 91) brackets++;
    else if (code === 125) {
      if (--braces < 0) return -1;
      if (braces === 0 && brackets === 0) return index + 1;
    } else if (code === 93) {
      if (--brackets < 0) return -1;
      if (brackets === 0 && braces === 0) return index + 1;
    }
  }
  return -1;
}

export type Span = { readonly start: number; readonly end: number };
export type Member = { readonly key: string; readonly start: number; readonly end: number };

function keyText(slice: string): string {
  if (!slice.includes("\\")) return slice.slice(1, -1);
  try {
    const key: unknown = JSON.parse(slice);
    return typeof key === "string" ? key : slice;
  } catch {
    return slice;
  }
}

/** The members of the object at `at` as far as they go; the last one's end is -1 where the text ends within its value. */
export function* membersOf(text: string, at: number): Generator<Member> {
  let index = skipSpace(text, at + 1);
  while (text.charCodeAt(index) === QUOTE) {
    const keyEnd = endOfString(text, index);
    if (keyEnd < 0) return;
    const colon = skipSpace(text, keyEnd);
    if (text.charCodeAt(colon) !== 58) return;
    const start = skipSpace(text, colon + 1);
    if (start >= text.length) return;
    const end = endOfValue(text, start);
    yield { key: keyText(text.slice(index, keyEnd)), start, end };
    if (end < 0) return;
    const next = skipSpace(text, end);
    if (text.charCodeAt(next) !== 44) return;
    index = skipSpace(text, next + 1);
  }
}
