/** Text that is already JSON: fragments of records are rendered once and joined. */
export type Json = string & { readonly json: true };

/** The JSON text of a value that the simulation made; undefined members are left out. */
export function json(value: object | string | number | boolean | null): Json {
  // JSON.stringify gives a string for all of these types.
  return JSON.stringify(value) as Json;
}
