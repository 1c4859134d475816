/** The keys of CLI output as CloudTrail writes them in records; of advanced selectors no published record shows it: inferred. */
export function lowerCamel(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key.charAt(0).toLowerCase() + key.slice(1), convert(entry)]),
  );
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value === "object" && value !== null) return lowerCamel(value);
  return value;
}
