const ID_LIKE = /^(?=.*\d)[\w.:/@+=-]{7,}$/;

/**
 * The indicators in a pasted text, each once, in order: one per line; a line of several ids with commas, semicolons or tabs between
 * them gives each. Quotes, list marks and square brackets that reports put around addresses (`198.51.100[.]7`) go.
 */
export function splitIndicators(text: string): string[] {
  const lines = text.split(/[\r\n]+/).flatMap((line) => {
    const parts = line
      .split(/[\t,;]/)
      .map(clean)
      .filter(Boolean);
    return parts.length > 1 && parts.every((part) => ID_LIKE.test(part)) ? parts : [clean(line)];
  });
  return [...new Set(lines.filter(Boolean))];
}

function clean(text: string): string {
  return text
    .trim()
    .replace(/^(?:[-*•]\s+)+/, "")
    .replace(/^["'`<(]+|["'`>),;]+$/g, "")
    .replace(/\[(\.|:)\]/g, "$1")
    .replace(/^hxxp/i, "http")
    .trim();
}
