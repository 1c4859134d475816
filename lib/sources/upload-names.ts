import { storableText } from "@/lib/cloudtrail/storable-text";

/** Leaves room for an archive member's name behind it: an index holds both. */
const NAME_BYTES = 1024;

/**
 * The names by which the files of an upload go: labels, never paths. They can be stored, and no two are the same, nor does one
 * read as a member of another ("a.zip!b" of "a.zip"): later ones get a number.
 */
export function uploadNames(announced: readonly string[]): string[] {
  const taken = new Set<string>();
  const holders = new Set<string>();
  const numbers = new Map<string, number>();
  return announced.map((text) => {
    const clean = storableText(text, NAME_BYTES);
    let name = clean;
    let n = numbers.get(clean) ?? 2;
    while (taken.has(name) || holders.has(name) || heads(name).some((head) => taken.has(head)))
      name = `(${n++}) ${clean}`;
    numbers.set(clean, n);
    taken.add(name);
    for (const head of heads(name)) holders.add(head);
    return name;
  });
}

/** Everything that stands before a "!": what this name could be a member of. */
function heads(name: string): string[] {
  const found: string[] = [];
  for (let at = name.indexOf("!"); at >= 0; at = name.indexOf("!", at + 1)) found.push(name.slice(0, at));
  return found;
}

/** The name among `names` whose file, or archive, a path of the loader stands for. */
export function uploadNameOf(path: string, names: { readonly has: (name: string) => boolean }): string | null {
  for (let end = path.length; end >= 0; end = path.lastIndexOf("!", end - 1)) {
    const name = path.slice(0, end);
    if (names.has(name)) return name;
    if (end === 0) return null;
  }
  return null;
}
