const FORMULA = /^[=+\-@\t\r]/;

/** A CSV cell that no spreadsheet takes for a formula: what would start one gets an apostrophe in front. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
