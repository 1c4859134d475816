/** One API operation as CloudTrail records it. */
export type Operation = {
  readonly source: string;
  readonly name: string;
  readonly readOnly: boolean;
  /** The `resources.type` whose selector switches it on; null for a management event. */
  readonly dataType: string | null;
  /** With `{region}`. */
  readonly host: string;
  readonly version: string;
  /** AWS publishes no sample record: the shape is deduced from the API model and the guides. */
  readonly inferred: boolean;
};

type Options = { readonly host?: string; readonly version?: string; readonly inferred?: boolean };

/** A management event. */
export function management(
  source: string,
  name: string,
  options: Options & { readonly write?: boolean } = {},
): Operation {
  return {
    source,
    name,
    readOnly: options.write !== true,
    dataType: null,
    host: options.host ?? `${source.slice(0, source.indexOf("."))}.{region}.amazonaws.com`,
    version: options.version ?? "1.11",
    inferred: options.inferred ?? false,
  };
}

/** A data event of one resource type. */
export function data(
  source: string,
  name: string,
  options: Options & { readonly type: string; readonly write?: boolean },
): Operation {
  return { ...management(source, name, options), dataType: options.type };
}
