import type { FieldSelector } from "./selector-set";

/** Whether one value passes a field selector: any SELECT hit, or none asked for, and no DESELECT hit. `*` is a letter like others. */
export function passes(field: FieldSelector, value: string): boolean {
  const isDeselected =
    field.notEquals.includes(value) ||
    field.notStartsWith.some((prefix) => value.startsWith(prefix)) ||
    field.notEndsWith.some((suffix) => value.endsWith(suffix));
  return !isDeselected && (!isSelecting(field) || isSelected(field, value));
}

/** Whether it names values that are wanted; one with Not* only takes all but some. */
export function isSelecting(field: FieldSelector): boolean {
  return field.equals.length + field.startsWith.length + field.endsWith.length > 0;
}

function isSelected(field: FieldSelector, value: string): boolean {
  return (
    field.equals.includes(value) ||
    field.startsWith.some((prefix) => value.startsWith(prefix)) ||
    field.endsWith.some((suffix) => value.endsWith(suffix))
  );
}

const WORDS: readonly (readonly [keyof Omit<FieldSelector, "field">, string])[] = [
  ["equals", "is"],
  ["startsWith", "starts with"],
  ["endsWith", "ends with"],
  ["notEquals", "is not"],
  ["notStartsWith", "does not start with"],
  ["notEndsWith", "does not end with"],
];

/** The condition in words, with the first few of many values. */
export function describeField(field: FieldSelector): string {
  const parts = WORDS.flatMap(([operator, word]) => {
    const values = field[operator];
    if (values.length === 0) return [];
    const more = values.length > 3 ? ` or ${values.length - 3} more` : "";
    return [`${word} ${values.slice(0, 3).join(" or ")}${more}`];
  });
  return `${field.field} ${parts.join(" and ")}`;
}
