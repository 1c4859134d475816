import type { FieldSelector, SelectorSet } from "@/lib/cloudtrail/selectors/selector-set";

const OPERATORS = [
  ["equals", "Equals", "equals"],
  ["startsWith", "StartsWith", "starts_with"],
  ["endsWith", "EndsWith", "ends_with"],
  ["notEquals", "NotEquals", "not_equals"],
  ["notStartsWith", "NotStartsWith", "not_starts_with"],
  ["notEndsWith", "NotEndsWith", "not_ends_with"],
] as const;

type Trail = { readonly arn: string; readonly home: string };

/** The command that sets a trail's selectors: the whole set, since it replaces what is there. */
export function renderCli(trail: Trail, set: SelectorSet): string {
  const [option, value] =
    set.kind === "advanced" ? ["--advanced-event-selectors", advancedJson(set)] : ["--event-selectors", basicJson(set)];
  return [
    "aws cloudtrail put-event-selectors \\",
    `  --region ${trail.home} \\`,
    `  --trail-name ${quoted(trail.arn)} \\`,
    `  ${option} ${quoted(JSON.stringify(value))}`,
  ].join("\n");
}

/** For a POSIX shell: names in selectors are anybody's text. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function advancedJson(set: Extract<SelectorSet, { kind: "advanced" }>): object[] {
  return set.selectors.map(({ name, fields }) => ({
    ...(name === null ? {} : { Name: name }),
    FieldSelectors: fields.map((one) => ({
      Field: one.field,
      ...Object.fromEntries(OPERATORS.flatMap(([key, word]) => (one[key].length > 0 ? [[word, one[key]]] : []))),
    })),
  }));
}

const READ_WRITE = { all: "All", "read-only": "ReadOnly", "write-only": "WriteOnly" } as const;

function basicJson(set: Extract<SelectorSet, { kind: "basic" }>): object[] {
  return set.selectors.map(({ readWrite, management, excludedSources, dataResources }) => ({
    ReadWriteType: READ_WRITE[readWrite],
    IncludeManagementEvents: management,
    DataResources: dataResources.map(({ type, values }) => ({ Type: type, Values: values })),
    ExcludeManagementEventSources: excludedSources,
  }));
}

/** The blocks that go into the `aws_cloudtrail` resource of a trail. */
export function renderTerraform(set: SelectorSet): string {
  if (set.kind === "basic") return "";
  return set.selectors
    .map(({ name, fields }) =>
      [
        "advanced_event_selector {",
        ...(name === null ? [] : [`  name = ${hcl(name)}`]),
        ...fields.flatMap(terraformField),
        "}",
      ].join("\n"),
    )
    .join("\n");
}

function terraformField(one: FieldSelector): string[] {
  const values = OPERATORS.flatMap(([key, , word]) =>
    one[key].length > 0 ? [`    ${word} = [${one[key].map(hcl).join(", ")}]`] : [],
  );
  return ["  field_selector {", `    field = ${hcl(one.field)}`, ...values, "  }"];
}

/** A string of HCL: what begins a template is no template. */
function hcl(text: string): string {
  return JSON.stringify(text)
    .replaceAll("${", () => "$${")
    .replaceAll("%{", "%%{");
}
