import type { Pool } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { CopyDecoder } from "@/lib/ingest/server/copy-decoder";

/** A stored event as COPY writes it, ready to be sent to another table. */
export type EventCopy = {
  readonly id: Buffer;
  /** The id in hexadecimal, and its first 48 bits. */
  readonly name: string;
  readonly first: number;
  readonly principal: number;
  readonly time: number;
  readonly row: Buffer;
  readonly locatorRow: Buffer;
};

const TIME = 0;
const ID = 1;
const PRINCIPAL = 5;

/** All events of a store, in the order of the files that they came in. */
export async function readEventCopies(pool: Pool): Promise<EventCopy[]> {
  const client = await pool.connect();
  const copies: EventCopy[] = [];
  try {
    const decoder = new CopyDecoder();
    const source = client.query(
      copyTo("copy (select * from event order by log_file_id, record_index) to stdout (format binary)"),
    );
    for await (const chunk of source) for (const columns of decoder.push(chunk)) copies.push(copyOf(columns));
    return copies;
  } finally {
    client.release();
  }
}

function copyOf(columns: readonly Buffer[]): EventCopy {
  const [time, id, principal] = [TIME, ID, PRINCIPAL].map((at) => columns[at]);
  if (!time || !id || !principal) throw new Error("an event has a time, an id and a principal");
  return {
    id: Buffer.from(id),
    name: id.toString("hex"),
    first: id.readUIntBE(0, 6),
    principal: principal.readInt32BE(0),
    time: Number(time.readBigInt64BE(0)),
    row: encoded(columns),
    locatorRow: encoded([id, time, principal]),
  };
}

/** No column of an event is empty without being null. */
function encoded(columns: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.alloc(2)];
  parts[0]?.writeInt16BE(columns.length);
  for (const column of columns) {
    const length = Buffer.alloc(4);
    length.writeInt32BE(column.length === 0 ? -1 : column.length);
    parts.push(length, column);
  }
  return Buffer.concat(parts);
}
