import { z } from "zod";
import { RELATIONS } from "./agents/parts-in";
import type { Aspect, Fact, FactOf, FactValues } from "./fact";

const Texts = z.array(z.string());

const FieldSelector = z.object({
  field: z.string(),
  equals: Texts,
  startsWith: Texts,
  endsWith: Texts,
  notEquals: Texts,
  notStartsWith: Texts,
  notEndsWith: Texts,
});

const Selectors = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("basic"),
    selectors: z.array(
      z.object({
        readWrite: z.enum(["all", "read-only", "write-only"]),
        management: z.boolean(),
        excludedSources: Texts,
        dataResources: z.array(z.object({ type: z.string(), values: Texts })),
      }),
    ),
  }),
  z.object({
    kind: z.literal("advanced"),
    selectors: z.array(z.object({ name: z.string().nullable(), fields: z.array(FieldSelector) })),
  }),
]);

const Settings = z.object({
  kind: z.enum(["trail", "event-data-store"]),
  name: z.string(),
  owner: z.string(),
  home: z.string(),
  multiRegion: z.boolean(),
  organisation: z.boolean(),
  globalEvents: z.boolean(),
  bucket: z.string().nullable(),
  prefix: z.string().nullable(),
  kmsKey: z.string().nullable(),
  validation: z.boolean(),
});

const VALUES: { readonly [A in Aspect]: z.ZodType<FactValues[A]> } = {
  existence: z.boolean(),
  settings: Settings.nullable(),
  selectors: Selectors.nullable(),
  logging: z.boolean(),
  delivery: z.string().nullable(),
  membership: z.boolean(),
  inventory: z.literal(true),
  part: z.object({ whole: z.string(), part: z.string(), relation: z.enum(RELATIONS), isIn: z.boolean() }),
  "invocation-logging": z
    .object({
      isOn: z.boolean(),
      bucket: z.string().nullable(),
      prefix: z.string().nullable(),
      logGroup: z.string().nullable(),
      data: Texts,
    })
    .nullable(),
};

/** One row of `config_fact`. */
export const FactRow = z.object({
  subject: z.string(),
  aspect: z.enum([
    "existence",
    "settings",
    "selectors",
    "logging",
    "delivery",
    "membership",
    "inventory",
    "part",
    "invocation-logging",
  ]),
  /** JSON text. */
  value: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  isChange: z.boolean(),
  knownAtMs: z.number(),
  originKind: z.enum(["snapshot", "event"]),
  originName: z.string(),
  trust: z.enum(["imported", "delivered", "uploaded"]),
});
export type FactRow = z.infer<typeof FactRow>;

/** Turns rows into facts; equal values become one object, so that what is worked out for one serves all. */
export class FactReader {
  private readonly values = new Map<string, unknown>();

  read(row: FactRow): Fact {
    return this.readAs(row.aspect, row);
  }

  private readAs<A extends Aspect>(aspect: A, row: FactRow): Fact {
    const fact: FactOf<A> = {
      subject: row.subject,
      aspect,
      value: this.valueOf(aspect, row.value),
      fromMs: row.fromMs,
      toMs: row.toMs,
      isChange: row.isChange,
      knownAtMs: row.knownAtMs,
      origin: { kind: row.originKind, name: row.originName, trust: row.trust },
    };
    return fact as Fact;
  }

  private valueOf<A extends Aspect>(aspect: A, text: string): FactValues[A] {
    const key = `${aspect} ${text}`;
    if (!this.values.has(key)) this.values.set(key, VALUES[aspect].parse(JSON.parse(text)));
    return this.values.get(key) as FactValues[A];
  }
}
