const counts = new Intl.NumberFormat("en-GB");

/** `1,204,338`: thousands separators, the same on server and in every browser. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `1 trail`, `2 trails`: a count of things, which get an s unless `many` says otherwise. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `12.3 MiB`: binary units, three figures at most below 1024. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return "unknown";
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit] ?? "B"}`;
}
