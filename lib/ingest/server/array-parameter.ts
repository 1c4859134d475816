import { CopyEncoder } from "./copy-encoder";

/** Type OIDs of PostgreSQL's catalogue, which never change. */
const OIDS = { bool: 16, int2: 21, int4: 23, int8: 20, text: 25, timestamptz: 1184, uuid: 2950 } as const;

export type ArrayType = keyof typeof OIDS;

/**
 * An array as a query parameter in PostgreSQL's binary format (`array_recv`), which costs neither side any text: one dimension.
 * `write` writes the element with the given index.
 */
export function arrayParameter(
  type: ArrayType,
  count: number,
  write: (to: CopyEncoder, index: number) => void,
): Buffer {
  const to = new CopyEncoder(0, count >> 3);
  to.word(count === 0 ? 0 : 1);
  to.word(0);
  to.word(OIDS[type]);
  if (count > 0) {
    to.word(count);
    to.word(1);
  }
  for (let index = 0; index < count; index++) {
    to.reserve();
    write(to, index);
  }
  return to.written();
}
