/** The text as a `like` pattern that matches only itself. */
export function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, (char) => `\\${char}`);
}

/** The text as a `like` pattern in which `*` stands for anything. */
export function likeWildcard(text: string): string {
  return likeLiteral(text).replaceAll("*", "%");
}
