import { FILTER_FIELDS, parseClause, windowOf } from "./event-filter";
import { eventParams } from "./search-params";

const SINGLE = { from: eventParams.from, to: eventParams.to, order: eventParams.order };

/** Parts of an address that ask for some of the events and could not be read, as they stand there: more is shown than they meant. */
export function unreadParams(params: URLSearchParams): string[] {
  const hasNoStretch = isNoStretch(params);
  return [...params]
    .filter(([name, value]) => isUnread(name, value) || (hasNoStretch && (name === "from" || name === "to")))
    .map(([name, value]) => `${name}=${value}`);
}

/** Whether its end is not after its start. */
function isNoStretch(params: URLSearchParams): boolean {
  const [from, to] = [SINGLE.from.parse(params.get("from") ?? ""), SINGLE.to.parse(params.get("to") ?? "")];
  return from !== null && to !== null && windowOf({ from, to }).from === null;
}

function isUnread(name: string, value: string): boolean {
  if (name === "f") return parseClause(value) === null;
  if (name === "from" || name === "to" || name === "order") return SINGLE[name].parse(value) === null;
  return FILTER_FIELDS.some((field) => field === name);
}
