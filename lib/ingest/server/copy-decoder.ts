const HEADER_BYTES = 19;
const END = -1;

/** Reads the rows of PostgreSQL's binary COPY format out of chunks that may end anywhere. */
export class CopyDecoder {
  private chunks: Buffer[] = [];
  private size = 0;
  /** How much must be there before it is worth looking again. */
  private needed = HEADER_BYTES;
  private isStarted = false;

  /** The rows that are complete with this chunk; a column that is null comes as an empty buffer. */
  *push(chunk: Buffer): Generator<Buffer[]> {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size < this.needed) return;
    let held = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks, this.size);
    if (!this.isStarted) {
      held = held.subarray(HEADER_BYTES + held.readInt32BE(HEADER_BYTES - 4));
      this.isStarted = true;
    }
    for (;;) {
      const row = readRow(held);
      if (typeof row === "number") {
        this.needed = row;
        break;
      }
      held = held.subarray(row.bytes);
      yield row.columns;
    }
    this.chunks = held.length === 0 ? [] : [held];
    this.size = held.length;
  }
}

/** A whole row and its length, or how many bytes there must be to go on reading it. */
function readRow(held: Buffer): { columns: Buffer[]; bytes: number } | number {
  if (held.length < 2) return 2;
  const count = held.readInt16BE(0);
  if (count === END) return Number.POSITIVE_INFINITY;
  const columns: Buffer[] = [];
  let at = 2;
  for (let column = 0; column < count; column++) {
    if (held.length < at + 4) return at + 4;
    const length = Math.max(0, held.readInt32BE(at));
    at += 4;
    if (held.length < at + length) return at + length;
    columns.push(held.subarray(at, at + length));
    at += length;
  }
  return { columns, bytes: at };
}
