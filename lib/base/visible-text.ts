// Controls, bidirectional overrides, zero-width and other characters that change how text looks without being seen.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/** Makes every invisible character of foreign text visible as `⟨U+202E⟩`, so that what is read is what is there. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return `⟨U+${point.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}
