/** Lines that wait to be written, as bytes: as strings they would be many small objects that outlive a sweep of the garbage collector. */
export class TextPile {
  private bytes: Buffer;
  /** In bytes. */
  length = 0;

  constructor(room: number) {
    this.bytes = Buffer.allocUnsafe(room);
  }

  /** ASCII only. */
  add(text: string): void {
    const needed = this.length + text.length;
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafe(2 * needed);
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    this.length += this.bytes.write(text, this.length, "latin1");
  }

  /** All of it, which is good until the next is added; the pile is empty then. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }
}
