export type BytesKind = "gzip" | "zip" | "tar" | "parquet" | "binary" | "text" | "empty";

/** As many bytes as it takes to tell. */
export const SNIFF_BYTES = 512;

/** What bytes are, by how they begin, never by a name. */
export function sniffBytes(head: Buffer): BytesKind {
  if (head.length === 0) return "empty";
  if (head[0] === 0x1f && head[1] === 0x8b && (head[2] ?? 8) === 8) return "gzip";
  if (isZip(head)) return "zip";
  if (head.subarray(0, 4).equals(PARQUET)) return "parquet";
  if (isTar(head)) return "tar";
  if (hasUtf16Mark(head)) return "text";
  return isBinary(head.subarray(0, SNIFF_BYTES)) ? "binary" : "text";
}

const PARQUET = Buffer.from("PAR1");

/** Whether bytes begin with the byte order mark of UTF-16. */
export function hasUtf16Mark(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

function isZip(head: Buffer): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

/** By the checksum of its first header: old tars have no magic. */
function isTar(head: Buffer): boolean {
  if (head.length < 512) return false;
  const written = Number.parseInt(head.toString("latin1", 148, 156).replace(/\0.*$/s, "").trim(), 8);
  if (!Number.isFinite(written) || written === 0) return false;
  let sum = 0;
  for (let index = 0; index < 512; index++) sum += index >= 148 && index < 156 ? 32 : (head[index] ?? 0);
  return sum === written;
}

function isBinary(head: Buffer): boolean {
  let odd = 0;
  for (const byte of head) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27 && byte !== 30)) odd++;
  }
  return odd > head.length / 20;
}
