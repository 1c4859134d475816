/** How many levels a record may have: real ones have about ten, and what is deeper could end the stack of whatever walks it. */
export const MAX_DEPTH = 500;

/** Whether a parsed value nests deeper than `left` levels. */
export function isTooDeep(value: object, left: number = MAX_DEPTH): boolean {
  const children: unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    if (typeof child === "object" && child !== null && (left <= 1 || isTooDeep(child, left - 1))) return true;
  }
  return false;
}
