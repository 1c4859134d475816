import { constants, gunzipSync } from "node:zlib";
import { sniffBytes, type BytesKind } from "../sniff-bytes";

/** As many bytes of a file as it takes to see what it is, through gzip too. */
export const LOOK_BYTES = 1024;

/** What a file is by its first bytes; a gzip file of a tar is told from one of a log. */
export function archiveKind(head: Buffer): BytesKind | "tar-gzip" {
  const kind = sniffBytes(head);
  return kind === "gzip" && sniffBytes(inflatedHead(head)) === "tar" ? "tar-gzip" : kind;
}

function inflatedHead(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}
