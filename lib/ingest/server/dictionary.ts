import type { PoolClient } from "pg";

const CACHE_MAX = 400_000;

/** A dictionary row that a batch refers to; `id` is 0 until `resolve` has given it one. */
export type Entry<Key> = { id: number; readonly key: Key };

export type Column = { readonly name: string; readonly type: string };
type Value = string | number | null;

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
  private pending = new Map<string, Entry<Key>>();

  constructor(private readonly shape: DictionaryShape<Key>) {}

  entry(key: Key): Entry<Key> {
    const cacheKey = this.shape.cacheKey(key);
    const known = this.entries.get(cacheKey);
    if (known) return known;
    if (this.entries.size > CACHE_MAX) this.entries = new Map(this.pending);
    const entry = { id: 0, key };
    this.entries.set(cacheKey, entry);
    this.pending.set(cacheKey, entry);
    return entry;
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
    const wanted = [...this.pending].filter(([, entry]) => entry.id === 0 && wants(entry.key)).sort(([a], [b]) => (a < b ? -1 : 1));
    const entries = wanted.map(([, entry]) => entry);
    await this.find(client, entries);
    const created = await this.insert(client, entries.filter(isUnresolved));
    await this.find(client, entries.filter(isUnresolved));
    return created;
  }

  /** Says how the transaction of `resolve` ended: ids that were rolled back are taken from their entries again. */
  settle(outcome: "committed" | "rolled-back"): void {
    if (outcome === "committed") this.pending = new Map([...this.pending].filter(([, { id }]) => id === 0));
    else for (const entry of this.pending.values()) entry.id = 0;
  }

  private async find(client: PoolClient, entries: readonly Entry<Key>[]): Promise<void> {
    if (entries.length === 0) return;
    const { table, identifying } = this.shape;
    const on = identifying.map(({ name }) => `t.${name} = w.${name}`).join(" and ");
    const result = await client.query<{ id: number; at: number }>(
      `select t.id, w.at::int from rows from (unnest(${parameters(identifying)})) with ordinality as w (${names(identifying)}, at)
       join ${table} t on ${on}`,
      this.columns(entries, identifying.length),
    );
    for (const { id, at } of result.rows) {
      const entry = entries[at - 1];
      if (entry) entry.id = id;
    }
  }

  private async insert(client: PoolClient, entries: readonly Entry<Key>[]): Promise<number[]> {
    if (entries.length === 0) return [];
    const { table, identifying, describing } = this.shape;
    const columns = [...identifying, ...describing];
    const result = await client.query<{ id: number }>(
      `insert into ${table} (${names(columns)}) select * from unnest(${parameters(columns)}) on conflict do nothing returning id`,
      this.columns(entries, columns.length),
    );
    return result.rows.map(({ id }) => id);
  }

  private columns(entries: readonly Entry<Key>[], count: number): Value[][] {
    const columns: Value[][] = Array.from({ length: count }, () => []);
    for (const { key } of entries) {
      const values = this.shape.values(key);
      for (let index = 0; index < count; index++) columns[index]?.push(values[index] ?? null);
    }
    return columns;
  }
}

const isUnresolved = ({ id }: { id: number }): boolean => id === 0;
const names = (columns: readonly Column[]): string => columns.map(({ name }) => name).join(", ");
const parameters = (columns: readonly Column[]): string =>
  columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(", ");
