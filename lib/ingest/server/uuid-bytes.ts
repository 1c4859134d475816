/** Writes a lower-case UUID with dashes as its 16 bytes. */
export function writeUuid(text: string, to: Uint8Array, at: number): void {
  for (let index = 0; index < 36; index += 2) {
    if (text.charCodeAt(index) === 45) index++;
    to[at++] = (hexDigit(text.charCodeAt(index)) << 4) | hexDigit(text.charCodeAt(index + 1));
  }
}

/** The UUID whose 16 bytes begin at `from`. */
export function readUuid(bytes: Buffer, from: number): string {
  const hex = bytes.toString("hex", from, from + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const hexDigit = (code: number): number => (code <= 57 ? code - 48 : code - 87);
