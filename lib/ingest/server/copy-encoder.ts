const SIGNATURE = Buffer.from("PGCOPY\n\u00ff\r\n\0", "latin1");
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);
/** Of a row, its texts left out. */
const ROW_BYTES_MAX = 1_024;
/** Of PostgreSQL's catalogue; it never changes. */
const TEXT_OID = 25;

/** What a binary COPY stream begins with. */
export function copyHeader(): Buffer {
  return Buffer.concat([SIGNATURE, Buffer.alloc(8)]);
}

/** What a binary COPY stream ends with. */
export function copyTrailer(): Buffer {
  return Buffer.from([0xff, 0xff]);
}

/**
 * Writes values as PostgreSQL's binary formats have them: rows of COPY ("File Formats" on the manual's COPY page), and
 * the elements of array parameters.
 */
export class CopyEncoder {
  private buffer: Buffer;
  private view: DataView;
  private at = 0;

  constructor(
    private readonly columns: number,
    expectedRows: number,
  ) {
    this.buffer = Buffer.allocUnsafeSlow(ROW_BYTES_MAX + expectedRows * 200);
    this.view = viewOf(this.buffer);
  }

  row(): void {
    this.reserve();
    this.view.setInt16(this.at, this.columns);
    this.at += 2;
  }

  /** Makes room for one more value, where no row begins, or for so many bytes of text and what may follow in the row. */
  reserve(bytes = 0): void {
    if (this.at + bytes + ROW_BYTES_MAX > this.buffer.length) this.grow(bytes);
  }

  none(): void {
    this.view.setInt32(this.at, -1);
    this.at += 4;
  }

  int2(value: number): void {
    this.view.setInt32(this.at, 2);
    this.view.setInt16(this.at + 4, value);
    this.at += 6;
  }

  int4(value: number): void {
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, value);
    this.at += 8;
  }

  /** A whole number up to 2^53. */
  int8(value: number): void {
    this.int8Words(Math.floor(value / 2 ** 32), value | 0);
  }

  int8Words(high: number, low: number): void {
    this.view.setInt32(this.at, 8);
    this.view.setInt32(this.at + 4, high);
    this.view.setInt32(this.at + 8, low);
    this.at += 12;
  }

  /** Epoch milliseconds as timestamptz. */
  time(epochMs: number): void {
    const micros = (epochMs - POSTGRES_EPOCH_MS) * 1_000;
    const high = Math.floor(micros / 2 ** 32);
    this.int8Words(high, micros - high * 2 ** 32);
  }

  /** The 16 bytes of a UUID that begin at `from`. */
  uuid(bytes: Uint8Array, from: number): void {
    this.view.setInt32(this.at, 16);
    this.at += 4;
    for (let index = 0; index < 16; index++) this.buffer[this.at++] = bytes[from + index] ?? 0;
  }

  boolean(value: boolean): void {
    this.view.setInt32(this.at, 1);
    this.buffer[this.at + 4] = value ? 1 : 0;
    this.at += 5;
  }

  /** Text of any length; it must not hold NUL. */
  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.reserve(length);
    this.view.setInt32(this.at, length);
    this.buffer.write(value, this.at + 4);
    this.at += 4 + length;
  }

  /** An array of texts, as `array_recv` takes it. */
  texts(values: readonly string[]): void {
    this.reserve();
    const start = this.at;
    for (const word of [0, values.length === 0 ? 0 : 1, 0, TEXT_OID]) this.word(word);
    if (values.length > 0) for (const word of [values.length, 1]) this.word(word);
    for (const value of values) this.text(value);
    this.view.setInt32(start, this.at - start - 4);
  }

  /** Announces a value of so many bytes, which the caller sends itself. */
  bytesFollow(length: number): void {
    this.view.setInt32(this.at, length);
    this.at += 4;
  }

  /** A value that stands by itself, without its length: for the head of an array. */
  word(value: number): void {
    this.view.setInt32(this.at, value);
    this.at += 4;
  }

  /** What was written so far. */
  written(): Buffer {
    return this.buffer.subarray(0, this.at);
  }

  private grow(bytes: number): void {
    const larger = Buffer.allocUnsafeSlow(this.buffer.length * 2 + bytes + ROW_BYTES_MAX);
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
    this.view = viewOf(larger);
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
