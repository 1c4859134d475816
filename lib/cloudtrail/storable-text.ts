/** Longest values of columns, in bytes of UTF-8: a Postgres index refuses values over about 2.7 kB. */
export const TEXT_LIMITS = { code: 128, name: 512, userAgent: 1_024, arn: 1_024, resourceKey: 2_048 } as const;

declare global {
  // In every runtime that the project supports, but only in the library typings of ES2024.
  interface String {
    isWellFormed(): boolean;
    toWellFormed(): string;
  }
}

/**
 * The text as a column can hold it: NUL and lone surrogates become U+FFFD, and what is over the limit is cut and ends
 * in a marker with the length and a hash of the whole, so that two long texts stay two.
 */
export function storableText(text: string, limitBytes: number): string {
  const clean = text.isWellFormed() && !text.includes("\0") ? text : text.toWellFormed().replaceAll("\0", "\uFFFD");
  if (clean.length * 3 <= limitBytes) return clean;
  return utf8Length(clean) <= limitBytes ? clean : cut(clean, limitBytes);
}

function cut(text: string, limitBytes: number): string {
  const marker = `…[${text.length} characters, ${hashOf(text)}]`;
  const room = limitBytes - utf8Length(marker);
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += utf8Length(character);
    if (bytes > room) break;
    end += character.length;
  }
  return text.slice(0, end) + marker;
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Each half of a surrogate pair counts two of the four bytes.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** 64 bits of FNV-1a over the UTF-16 units, in hexadecimal. */
function hashOf(text: string): string {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + (low >>> 16)), 0x01000193);
  }
  return (high >>> 0).toString(16).padStart(8, "0") + (low >>> 0).toString(16).padStart(8, "0");
}

/** Text that says nothing: empty, or without a letter or digit, such as `...`, `-` and `****`. */
export function isPlaceholder(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (
      (code >= 0x30 && code <= 0x39) ||
      (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x61 && code <= 0x7a) ||
      code > 0x7f
    )
      return false;
  }
  return true;
}

/** What AWS writes where it withholds a value. */
export const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";
