import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type CopyEncoder, copyHeader, copyTrailer } from "./copy-encoder";

const PIECE_BYTES = 1 << 18;

/** Sends encoded rows to a table; `target` names it with its columns. */
export async function copyRows(client: PoolClient, target: string, rows: CopyEncoder): Promise<void> {
  const stream = client.query(copyFrom(`copy ${target} from stdin (format binary)`));
  await pipeline(Readable.from(pieces(rows.written())), stream);
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  yield copyHeader();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
  yield copyTrailer();
}
