import { Sha256 } from "./sha256";

/** Small enough that the page stays responsive while one is hashed. */
const SLICE_BYTES = 1024 * 1024;
/** Up to here the browser's own hash is used, where it has one: it needs the file as a whole. */
const WHOLE_BYTES = 32 * SLICE_BYTES;

/** The SHA-256 of a file in hexadecimal, in memory that does not grow with it; `onProgress` hears how many bytes are read. */
export async function hashBlob(
  blob: Blob,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (readBytes: number) => void },
): Promise<string> {
  if (blob.size <= WHOLE_BYTES && globalThis.isSecureContext) return hashWhole(blob);
  const hash = new Sha256();
  for (let at = 0; at < blob.size; at += SLICE_BYTES) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await blob.slice(at, at + SLICE_BYTES).arrayBuffer()));
    onProgress(Math.min(at + SLICE_BYTES, blob.size));
  }
  return hash.finish();
}

async function hashWhole(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
