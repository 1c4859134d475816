type Joining<Item> = {
  readonly isTouching: (left: Item, right: Item) => boolean;
  readonly joined: (left: Item, right: Item) => Item;
};

/** Adds what comes next from left to right; what touches its left neighbour becomes one with it, and that again with its own. */
export function addTouching<Item extends object>(
  items: Item[],
  next: Item,
  { isTouching, joined }: Joining<Item>,
): void {
  let one = next;
  for (let left = items.at(-1); left !== undefined && isTouching(left, one); left = items.at(-1)) {
    items.pop();
    one = joined(left, one);
  }
  items.push(one);
}
