import type { PoolClient } from "pg";
import { RecentTexts } from "@/lib/base/recent-texts";
import { type ArrayType, arrayParameter } from "./array-parameter";
import type { CopyEncoder } from "./copy-encoder";
import { writeUuid } from "./uuid-bytes";

/** Two generations of so many rows are remembered, those that were used last. */
const GENERATION = 10_000;
const TURNS = 3;

/** A dictionary row that a batch refers to; `id` is 0 until `resolve` has given it one; `serial` stands for it in this loader. */
export type Entry<Key> = {
  id: number;
  readonly serial: number;
  readonly key: Key;
  /** Its place in the batch that was the last to take it, and which batch that was. */
  place: number;
  batch: number;
};

export type Column = { readonly name: string; readonly type: ArrayType };
/** A time is in epoch milliseconds. */
type Value = string | number | boolean | null;

export type DictionaryShape<Key> = {
  readonly table: string;
  /** The columns that identify a row; together they are unique. */
  readonly identifying: readonly Column[];
  readonly describing: readonly Column[];
  /** One string that stands for the identifying values. */
  readonly cacheKey: (key: Key) => string;
  /** Identifying values, then describing ones; called when an entry is resolved. */
  readonly values: (key: Key) => readonly Value[];
};

/**
 * A dictionary table as one loader sees it: rows by key, read once and cached. A batch takes the entries that it needs, has
 * them resolved in a transaction before its own, and then finds their ids in them.
 */
export class Dictionary<Key> {
  private entries = new Map<string, Entry<Key>>();
  private older: ReadonlyMap<string, Entry<Key>> = new Map();
  private pending = new Map<string, Entry<Key>>();
  private readonly recent = new RecentTexts<Entry<Key>>(1_024, 2_048);

  private readonly statement: string;
  private serials = 0;

  constructor(private readonly shape: DictionaryShape<Key>) {
    this.statement = findOrInsertSql(shape);
  }

  entry(key: Key): Entry<Key> {
    const cacheKey = this.shape.cacheKey(key);
    const recent = this.recent.get(cacheKey);
    if (recent) return recent;
    const known = this.entries.get(cacheKey) ?? this.older.get(cacheKey) ?? this.pending.get(cacheKey);
    const entry = known ?? { id: 0, serial: ++this.serials, key, place: 0, batch: 0 };
    if (!known) this.pending.set(cacheKey, entry);
    this.remember(cacheKey, entry);
    return entry;
  }

  private remember(cacheKey: string, entry: Entry<Key>): void {
    if (this.entries.size >= GENERATION) {
      this.older = this.entries;
      this.entries = new Map();
    }
    this.entries.set(cacheKey, entry);
    this.recent.set(cacheKey, entry);
  }

  hasUnresolved(): boolean {
    for (const entry of this.pending.values()) if (entry.id === 0) return true;
    return false;
  }

  /**
   * Gives every unresolved entry that `wants` accepts its id, in sorted order, so that loaders do not deadlock.
   * Returns the ids of the rows that are new. `settle` must follow.
   */
  async resolve(client: PoolClient, wants: (key: Key) => boolean = () => true): Promise<number[]> {
    const wanted = [...this.pending]
      .filter(([, entry]) => entry.id === 0 && wants(entry.key))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    let entries = wanted.map(([, entry]) => entry);
    const created: number[] = [];
    // A second turn finds what another loader committed between the look and the insert of the first.
    for (let turn = 0; entries.length > 0 && turn < TURNS; turn++) {
      created.push(...(await this.findOrInsert(client, entries)));
      entries = entries.filter(({ id }) => id === 0);
    }
    if (entries.length > 0) throw new Error(`${this.shape.table}: ${entries.length} rows were neither found nor made`);
    return created;
  }

  /** Says how the transaction of `resolve` ended: ids that were rolled back are taken from their entries again. */
  settle(outcome: "committed" | "rolled-back"): void {
    if (outcome === "committed") this.pending = new Map([...this.pending].filter(([, { id }]) => id === 0));
    else for (const entry of this.pending.values()) entry.id = 0;
  }

  private async findOrInsert(client: PoolClient, entries: readonly Entry<Key>[]): Promise<number[]> {
    const columns = [...this.shape.identifying, ...this.shape.describing];
    const result = await client.query<{ id: number; at: number; is_new: boolean }>(
      this.statement,
      this.columns(entries, columns),
    );
    const created: number[] = [];
    for (const { id, at, is_new } of result.rows) {
      const entry = entries[at - 1];
      if (entry) entry.id = id;
      if (is_new) created.push(id);
    }
    return created;
  }

  private columns(entries: readonly Entry<Key>[], columns: readonly Column[]): Buffer[] {
    const rows = entries.map(({ key }) => this.shape.values(key));
    return columns.map(({ type }, at) =>
      arrayParameter(type, rows.length, (to, row) => encode(to, type, rows[row]?.[at] ?? null)),
    );
  }
}

const bytesOfUuid = Buffer.alloc(16);

function encode(to: CopyEncoder, type: ArrayType, value: Value): void {
  if (value === null) to.none();
  else if (typeof value === "boolean") to.boolean(value);
  else if (typeof value === "number") ENCODERS[type]?.(to, value);
  else if (type === "uuid") {
    writeUuid(value, bytesOfUuid, 0);
    to.uuid(bytesOfUuid, 0);
  } else to.text(value);
}

const ENCODERS: { readonly [type in ArrayType]?: (to: CopyEncoder, value: number) => void } = {
  int2: (to, value) => to.int2(value),
  int4: (to, value) => to.int4(value),
  timestamptz: (to, value) => to.time(value),
};

/** One round trip: the rows that are there, and those that this statement makes. */
function findOrInsertSql({
  table,
  identifying,
  describing,
}: Pick<DictionaryShape<never>, "table" | "identifying" | "describing">): string {
  const columns = [...identifying, ...describing];
  const names = columns.map(({ name }) => name).join(", ");
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(", ");
  const same = (a: string, b: string): string =>
    identifying.map(({ name }) => `${a}.${name} = ${b}.${name}`).join(" and ");
  const key = identifying.map(({ name }) => name).join(", ");
  return `
    with wanted as materialized (
      select * from rows from (unnest(${arrays})) with ordinality as w (${names}, at)
    ), found as materialized (
      select w.at, t.id from wanted w join ${table} t on ${same("t", "w")}
    ), made as (
      insert into ${table} (${names})
      select ${names} from wanted w where not exists (select from found f where f.at = w.at) order by at
      on conflict do nothing returning id, ${key}
    )
    select at::int, id, false as is_new from found
    union all select w.at::int, m.id, true from made m join wanted w on ${same("m", "w")}`;
}
