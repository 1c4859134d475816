import type { ResourceRef, ResourceRole, ResourceTouch } from "./normalised-event";

export const TOUCHES_MAX = 1_000;

/** What a record touches, in order, no resource twice; at most 1,000, which is more than a record that AWS delivers has room for. */
export class Touches {
  readonly all: ResourceTouch[] = [];
  /** Only for long lists: a record touches one or two things. */
  #keys: Set<string> | null = null;

  add(resource: ResourceRef, role: ResourceRole): void {
    if (this.all.length >= TOUCHES_MAX || this.#has(resource.key)) return;
    this.all.push({ resource, role });
    if (this.#keys !== null) addWithParents(this.#keys, resource);
  }

  /** What holds a touched thing is touched with it: it is not said again. */
  #has(key: string): boolean {
    if (this.#keys !== null) return this.#keys.has(key);
    if (this.all.length > 8) {
      this.#keys = new Set();
      for (const touch of this.all) addWithParents(this.#keys, touch.resource);
      return this.#keys.has(key);
    }
    for (const touch of this.all) {
      for (let ref: ResourceRef | null = touch.resource; ref !== null; ref = ref.parent)
        if (ref.key === key) return true;
    }
    return false;
  }
}

function addWithParents(keys: Set<string>, resource: ResourceRef): void {
  for (let ref: ResourceRef | null = resource; ref !== null; ref = ref.parent) keys.add(ref.key);
}
