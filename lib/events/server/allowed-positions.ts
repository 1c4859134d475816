import { AppError } from "@/lib/base/app-error";
import { clauseValues, type EventFilter, type FilterField } from "@/lib/events/event-filter";

/** Which positions of a closed list of words a filter allows; null where it does not ask. Other words are refused. */
export function allowedPositions(filter: EventFilter, field: FilterField, words: readonly string[]): number[] | null {
  const wanted = clauseValues(filter, field, false);
  const left = clauseValues(filter, field, true);
  if (wanted.length + left.length === 0) return null;
  const stranger = [...wanted, ...left].find((word) => !words.includes(word));
  if (stranger !== undefined) {
    throw new AppError("invalid-input", `"${stranger}" is no ${field}: it is one of ${words.join(", ")}.`);
  }
  return words.flatMap((word, position) => {
    const isWanted = wanted.length === 0 || wanted.includes(word);
    return isWanted && !left.includes(word) ? [position] : [];
  });
}
