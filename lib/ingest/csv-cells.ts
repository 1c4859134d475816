import { parse } from "csv-parse/sync";

const RAW_COLUMNS = ["_raw", "@message", "message", "cloudtrailevent", "raw", "event.original"];

export type CsvCells = {
  readonly cells: readonly string[];
  /** What keeps the rest of the text from being read. */
  readonly broken: string | null;
};

type Shape = { readonly delimiter: string; readonly column: number };

/** Whether a text begins like CSV with a column of raw records: its delimiter and that column. */
function shapeOf(text: string): Shape | null {
  const end = text.search(/[\r\n]/);
  const header = (end < 0 ? text : text.slice(0, end)).replace(/^\uFEFF/, "");
  if (header.startsWith("{") || header.startsWith("[") || header.length > 1_000_000) return null;
  const delimiter = [",", "\t", ";"].find((candidate) => header.includes(candidate)) ?? ",";
  const names = header.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, "").toLowerCase());
  const column = names.findIndex((name) => RAW_COLUMNS.includes(name));
  return column < 0 ? null : { delimiter, column };
}

/** The raw column of a CSV text, a cell a row; null where the text is no such CSV. */
export function csvCells(text: string): CsvCells | null {
  const shape = shapeOf(text);
  if (!shape) return null;
  const cells: string[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: shape.delimiter,
      from: 2,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (row: string[]) => {
        cells.push(row[shape.column] ?? "");
        return null;
      },
    });
    return { cells, broken: null };
  } catch (error) {
    return { cells, broken: error instanceof Error ? error.message : String(error) };
  }
}
