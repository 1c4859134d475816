/** A word as a POSIX shell takes it, whatever it holds: what came from a log must not end the word, nor speak to the terminal. */
export function shellQuote(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!CONTROL.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${text.replaceAll(ESCAPED, escape)}'`;
}

/** Controls, line ends, and what turns the direction of a text. */
const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
const ESCAPED = /[\p{Cc}\p{Cf}\u2028\u2029'\\]/gu;

function escape(one: string): string {
  const code = one.codePointAt(0) ?? 0;
  return code > 0xff_ff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
