import type { Pool, PoolClient } from "pg";
import { z } from "zod";

/** A piece of SQL with its parameters; pieces nest. */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly unknown[],
  ) {}

  /** The text with `$1…` and the flat parameter list. */
  compile(): { text: string; values: unknown[] } {
    const values: unknown[] = [];
    return { text: this.append(values), values };
  }

  private append(values: unknown[]): string {
    return this.strings.reduce((text, part, index) => text + this.hole(index - 1, values) + part);
  }

  private hole(index: number, values: unknown[]): string {
    const value = this.values[index];
    return value instanceof Sql ? value.append(values) : `$${values.push(value)}`;
  }
}

/** Every value in `${}` becomes a parameter, every nested `sql` a part of the text. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  return new Sql(strings, values);
}

/** Joins pieces, e.g. conditions with " and "; `whenEmpty` stands for none. */
export function join(parts: readonly Sql[], separator: string, whenEmpty = sql`true`): Sql {
  if (parts.length === 0) return whenEmpty;
  return new Sql(["", ...parts.slice(1).map(() => separator), ""], parts);
}

/** Runs a query and parses every row, so that a renamed column fails here and not in a chart. */
export async function rows<Row extends z.ZodType>(
  on: Pool | PoolClient,
  row: Row,
  query: Sql,
): Promise<z.output<Row>[]> {
  const { text, values } = query.compile();
  const result = await on.query(text, values);
  return z.array(row).parse(result.rows);
}

/**
 * Like `rows`, for a query whose text never changes and whose planning takes longer than its answer: each connection plans it once.
 * `name` must belong to that text alone.
 */
export async function preparedRows<Row extends z.ZodType>(
  on: Pool | PoolClient,
  { name, row }: { readonly name: string; readonly row: Row },
  query: Sql,
): Promise<z.output<Row>[]> {
  const result = await on.query({ name, ...query.compile() });
  return z.array(row).parse(result.rows);
}

/** Like `rows`, for a query of at most one row. */
export async function firstRow<Row extends z.ZodType>(
  on: Pool | PoolClient,
  row: Row,
  query: Sql,
): Promise<z.output<Row> | null> {
  return (await rows(on, row, query))[0] ?? null;
}
