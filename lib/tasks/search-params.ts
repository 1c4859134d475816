import type { Route } from "next";
import {
  createLoader,
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
} from "nuqs/server";
import { Gap } from "./contract";

const parseAsGap = createParser({
  parse: (text) => Gap.safeParse(text === "none" ? text : Number(text)).data ?? null,
  serialize: String,
});

/** What is seen of tasks: how they are cut, the shown part of one, what is folded, and the event whose record is open. */
export const taskParams = {
  gap: parseAsGap,
  from: parseAsInteger,
  to: parseAsInteger,
  folded: parseAsArrayOf(parseAsString).withDefault([]),
  event: parseAsString,
};

export const loadTaskParams = createLoader(taskParams);

const serialise = createSerializer(taskParams);

/** The address of a task, cut as lists cut it or otherwise. */
export function taskHref(task: string, gap: Gap = null): Route {
  return routeOf(serialise(`/tasks/${encodeURIComponent(task)}`, { gap }));
}

/** The address of an identity's tasks. */
export function tasksHref(identityId: string, gap: Gap = null): Route {
  return routeOf(serialise(`/identities/${encodeURIComponent(identityId)}/tasks`, { gap }));
}

/** Addresses made here are those of pages that exist. */
function routeOf(path: string): Route {
  return path as Route;
}
