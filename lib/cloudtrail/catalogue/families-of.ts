import { CATEGORIES } from "../normalised-event";
import { FAMILIES } from "./families";
import { managementFamily } from "./record-class";

type Action = { readonly source: string; readonly name: string; readonly category: number };

const MANAGEMENT = CATEGORIES.indexOf("management");
const DATA = CATEGORIES.indexOf("data");
const NETWORK = CATEGORIES.indexOf("network-activity");

/** The families that an action counts for: management events for all of them and for their own. */
export function familiesOf({ source, name, category }: Action): string[] {
  if (category === NETWORK) return [`NetworkActivity:${source}`];
  if (category === MANAGEMENT) return [...new Set(["management", managementFamily(source, name)?.id ?? "management"])];
  if (category !== DATA) return [];
  const family = DATA_FAMILIES.find(
    ({ eventClass }) =>
      eventClass.sources.includes(source) && eventClass.operations.some((operation) => operation.name === name),
  );
  return family === undefined ? [] : [family.id];
}

const DATA_FAMILIES = FAMILIES.filter(({ eventClass, isLoggable }) => isLoggable && eventClass.category === "Data");
