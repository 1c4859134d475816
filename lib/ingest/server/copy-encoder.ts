const SIGNATURE = Buffer.from("PGCOPY\n\u00ff\r\n\0", "latin1");
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);
const ROW_BYTES_MAX = 1_024;

/** What a binary COPY stream begins with. */
export function copyHeader(): Buffer {
  return Buffer.concat([SIGNATURE, Buffer.alloc(8)]);
}

/** What a binary COPY stream ends with. */
export function copyTrailer(): Buffer {
  return Buffer.from([0xff, 0xff]);
}

/** Writes rows of fixed-width values in PostgreSQL's binary COPY format ("File Formats" on the manual's COPY page). */
export class CopyEncoder {
  private buffer: Buffer;
  private at = 0;

  constructor(
    private readonly columns: number,
    expectedRows: number,
  ) {
    this.buffer = Buffer.allocUnsafe(ROW_BYTES_MAX + expectedRows * 256);
  }

  row(): void {
    if (this.at + ROW_BYTES_MAX > this.buffer.length) this.grow();
    this.at = this.buffer.writeInt16BE(this.columns, this.at);
  }

  none(): void {
    this.at = this.buffer.writeInt32BE(-1, this.at);
  }

  int2(value: number): void {
    this.at = this.buffer.writeInt32BE(2, this.at);
    this.at = this.buffer.writeInt16BE(value, this.at);
  }

  int4(value: number): void {
    this.at = this.buffer.writeInt32BE(4, this.at);
    this.at = this.buffer.writeInt32BE(value, this.at);
  }

  /** A whole number up to 2^53. */
  int8(value: number): void {
    this.int8Words(Math.floor(value / 2 ** 32), value | 0);
  }

  int8Words(high: number, low: number): void {
    this.at = this.buffer.writeInt32BE(8, this.at);
    this.at = this.buffer.writeInt32BE(high, this.at);
    this.at = this.buffer.writeInt32BE(low | 0, this.at);
  }

  /** Epoch milliseconds as timestamptz. */
  time(epochMs: number): void {
    const micros = (epochMs - POSTGRES_EPOCH_MS) * 1_000;
    const high = Math.floor(micros / 2 ** 32);
    this.int8Words(high, micros - high * 2 ** 32);
  }

  /** A lower-case UUID with dashes. */
  uuid(text: string): void {
    const { buffer } = this;
    let at = buffer.writeInt32BE(16, this.at);
    for (let index = 0; index < 36; index += 2) {
      if (text.charCodeAt(index) === 45) index++;
      buffer[at++] = (hexDigit(text.charCodeAt(index)) << 4) | hexDigit(text.charCodeAt(index + 1));
    }
    this.at = at;
  }

  /** Announces a value of so many bytes, which the caller sends itself. */
  bytesFollow(length: number): void {
    this.at = this.buffer.writeInt32BE(length, this.at);
  }

  /** The rows written so far. */
  written(): Buffer {
    return this.buffer.subarray(0, this.at);
  }

  private grow(): void {
    const larger = Buffer.allocUnsafe(this.buffer.length * 2 + ROW_BYTES_MAX);
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}

const hexDigit = (code: number): number => (code <= 57 ? code - 48 : code - 87);
