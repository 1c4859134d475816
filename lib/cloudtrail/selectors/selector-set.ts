/** One condition of an advanced selector: what a field must, and must not, be. */
export type FieldSelector = {
  readonly field: string;
  readonly equals: readonly string[];
  readonly startsWith: readonly string[];
  readonly endsWith: readonly string[];
  readonly notEquals: readonly string[];
  readonly notStartsWith: readonly string[];
  readonly notEndsWith: readonly string[];
};

export type AdvancedSelector = { readonly name: string | null; readonly fields: readonly FieldSelector[] };

export type BasicSelector = {
  readonly readWrite: "all" | "read-only" | "write-only";
  readonly management: boolean;
  readonly excludedSources: readonly string[];
  readonly dataResources: readonly { readonly type: string; readonly values: readonly string[] }[];
};

/** What a trail or event data store selects: either form, never both. */
export type SelectorSet =
  | { readonly kind: "basic"; readonly selectors: readonly BasicSelector[] }
  | { readonly kind: "advanced"; readonly selectors: readonly AdvancedSelector[] };

/** A trail that nobody ever gave selectors takes every management event and no data event. */
export const DEFAULT_SELECTORS: SelectorSet = {
  kind: "basic",
  selectors: [{ readWrite: "all", management: true, excludedSources: [], dataResources: [] }],
};

/** How people call a selector: by its name, else by its place. */
export function selectorLabel(set: SelectorSet, index: number): string {
  const selector = set.kind === "advanced" ? set.selectors[index] : undefined;
  return selector?.name ? `“${selector.name}”` : `selector ${index + 1}`;
}
