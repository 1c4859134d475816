import { storableText } from "@/lib/cloudtrail/storable-text";

/** Keys of S3 end at 1,024 bytes; only nested archives and hostile names are longer. */
const PATH_BYTES_MAX = 2_000;

/** A path as the store can index it: whatever is longer is cut, with its length and a hash of the whole. */
export function storablePath(path: string): string {
  return storableText(path, PATH_BYTES_MAX);
}
