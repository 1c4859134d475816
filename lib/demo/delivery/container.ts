import type { Text } from "./text";

const BEGIN = `{"Records":[`;
const END = "]}";
const COMMA = ",".charCodeAt(0);
const NEWLINE = "\n".charCodeAt(0);

/** Puts the content of files together, one after the other in the same room: what it gives is good until the next. */
export class Container {
  private bytes = Buffer.alloc(0);

  /** As CloudTrail writes them. */
  records(texts: readonly Text[]): Buffer {
    const bytes = this.roomFor(texts);
    let at = bytes.write(BEGIN, 0, "latin1");
    texts.forEach((text, n) => {
      if (n > 0) bytes[at++] = COMMA;
      at += text.bytes.copy(bytes, at, text.from, text.to);
    });
    at += bytes.write(END, at, "latin1");
    return bytes.subarray(0, at);
  }

  /** One a line. */
  lines(texts: readonly Text[]): Buffer {
    const bytes = this.roomFor(texts);
    let at = 0;
    for (const text of texts) {
      at += text.bytes.copy(bytes, at, text.from, text.to);
      bytes[at++] = NEWLINE;
    }
    return bytes.subarray(0, at);
  }

  private roomFor(texts: readonly Text[]): Buffer {
    const needed = texts.reduce((sum, text) => sum + text.to - text.from + 1, BEGIN.length + END.length);
    if (needed > this.bytes.length) this.bytes = Buffer.allocUnsafe(2 * needed);
    return this.bytes;
  }
}
