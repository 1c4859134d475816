const LONGEST = 500;
const QUOTED = /"(?:[^"\\\n]|\\.){12,}"|'(?:[^'\\\n]|\\.){12,}'/g;

/** The message of an error without the values that it quotes: they may come from a record. */
export function withoutValues(message: string): string {
  const plain = message.replaceAll(QUOTED, '"…"');
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}
