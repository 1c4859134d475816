/** One API operation as CloudTrail records it. */
export type Operation = {
  readonly source: string;
  readonly name: string;
  /** Source and name. */
  readonly key: string;
  readonly readOnly: boolean;
  readonly category: "Management" | "Data" | "NetworkActivity";
  /** The `resources.type` whose selector switches it on; `NetworkActivity:<source>` for endpoints; null for a management event. */
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
    key: `${source} ${name}`,
    readOnly: options.write !== true,
    category: "Management",
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
  return { ...management(source, name, options), category: "Data", dataType: options.type };
}

/** What the owner of a VPC endpoint sees of a call through it: another category, another folder, a thin record. */
export function networkActivity(source: string, name: string): Operation {
  return { ...management(source, name), category: "NetworkActivity", dataType: `NetworkActivity:${source}` };
}
