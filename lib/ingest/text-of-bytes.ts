import { isAscii } from "node:buffer";
import { InputError } from "./input-error";
import { gunzipAll } from "./gunzip-all";
import { hasUtf16Mark, sniffBytes } from "./sniff-bytes";

const MAX_WRAPPINGS = 4;
/** No text that we keep or parse at once is larger; what unwraps to more was refused when it came. */
const MAX_TEXT_BYTES = 64 * 1024 ** 2;

export type DeliveredText = {
  readonly text: string;
  /** Bytes of the text before it was decoded. */
  readonly textBytes: number;
  readonly damage: string | null;
};

/** Of larger pieces Node keeps the characters outside the heap. */
const PIECE_BYTES = 64 * 1024;

/**
 * Within the heap: memory outside it makes V8 look through the whole heap again each time that 64 MB of it have come, which would be for
 * every batch.
 */
function textOfAscii(bytes: Buffer): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) text += bytes.toString("latin1", at, at + PIECE_BYTES);
  return text;
}

/** The text of bytes that are known to be text: a byte that is no UTF-8 becomes U+FFFD. */
export function decodeBytes(bytes: Buffer): string {
  if (isAscii(bytes)) return textOfAscii(bytes);
  if (hasUtf16Mark(bytes))
    return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be", { ignoreBOM: true }).decode(bytes);
  return bytes.toString("utf8");
}

/**
 * The text of a small file as it was delivered: decompressed if it is gzip, and taken out of base64 where CloudWatch Logs put it there.
 * Throws an InputError where it is neither text nor gzip of text, and a RangeError where it is larger than `maxBytes`.
 */
export function readDelivered(delivered: Buffer, maxBytes: number = MAX_TEXT_BYTES): DeliveredText {
  let bytes = delivered;
  let damage: string | null = null;
  for (let wrapping = 0; wrapping < MAX_WRAPPINGS; wrapping++) {
    const kind = sniffBytes(bytes);
    if (kind === "gzip") {
      const plain = gunzipAll(bytes, maxBytes);
      damage ??= plain.damage;
      bytes = plain.bytes;
      if (bytes.length === 0 && damage !== null) throw new InputError(`broken: ${damage}`);
      continue;
    }
    if (kind !== "text" && kind !== "empty") throw new InputError(NAMES[kind]);
    if (bytes.length > maxBytes) throw new RangeError(`more than ${maxBytes} bytes of text`);
    const text = decodeBytes(bytes);
    const inner = outOfBase64(text, maxBytes);
    if (inner === null) return { text, textBytes: bytes.length, damage };
    bytes = inner;
  }
  throw new InputError("compressed more than four times over");
}

const NAMES = {
  zip: "a zip archive inside a gzip file",
  tar: "a tar archive inside several wrappings",
  parquet: "Parquet (Security Lake or Athena): not the CloudTrail records themselves",
  binary: "binary data, not a log",
} as const;

/** The text of bytes that were kept as evidence: gzip or plain, whole or one segment. */
export function textOfBytes(bytes: Buffer): string {
  return readDelivered(bytes).text;
}

const AWSLOGS = /^[\uFEFF\s]*\{\s*"awslogs"\s*:\s*\{\s*"data"\s*:\s*"/;
const BASE64_GZIP = /^[\uFEFF\s"]*H4sI[A-Za-z0-9+/]{8}/;

/** The gzip in a CloudWatch Logs subscription payload, alone or as a Lambda event; several are joined line by line. */
function outOfBase64(text: string, maxBytes: number): Buffer | null {
  const head = text.slice(0, 256);
  const isEvent = AWSLOGS.test(head);
  if (!isEvent && !BASE64_GZIP.test(head)) return null;
  const payloads = isEvent
    ? [...text.matchAll(/"data"\s*:\s*"([A-Za-z0-9+/=\s\\]+)"/g)].map((match) => match[1] ?? "")
    : payloadsOf(text);
  const parts: Buffer[] = [];
  let size = 0;
  for (const payload of payloads) {
    const { bytes } = gunzipAll(Buffer.from(payload.replaceAll("\\", ""), "base64"), maxBytes - size);
    size += bytes.length + 1;
    parts.push(bytes, Buffer.from("\n"));
  }
  return Buffer.concat(parts);
}

function payloadsOf(text: string): string[] {
  const tokens = text
    .replace(/["\uFEFF]/g, " ")
    .trim()
    .split(/\s+/);
  return tokens.every((token) => token.startsWith("H4sI")) ? tokens : [tokens.join("")];
}
