import { Sha256 } from "./sha256";

/** Small enough that the page stays responsive while one is hashed. */
const SLICE_BYTES = 1024 * 1024;

/** The SHA-256 of a file in hexadecimal, read slice by slice; `onProgress` hears how many bytes are read. */
export async function hashBlob(
  blob: Blob,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (readBytes: number) => void },
): Promise<string> {
  const hash = new Sha256();
  for (let at = 0; at < blob.size; at += SLICE_BYTES) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await blob.slice(at, at + SLICE_BYTES).arrayBuffer()));
    onProgress(Math.min(at + SLICE_BYTES, blob.size));
  }
  return hash.finish();
}
