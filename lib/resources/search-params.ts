import type { Route } from "next";
import { createSerializer, parseAsBoolean } from "nuqs/server";
import { answerParams } from "@/lib/coverage/search-params";
import type { Verb } from "@/lib/coverage/answers/verb";

/** What is shown on a resource's page besides time and record, which are as everywhere. */
export const resourceParams = {
  /** Whether the story has the calls that change nothing. */
  all: parseAsBoolean,
};

/** The address of a resource's page, by our id or by its ARN or name. */
export function resourceHref(resource: string): Route {
  return `/resources/${segment(resource)}` as Route;
}

/** The address of all events on a resource. */
export function resourceEventsHref(resource: string): Route {
  return `/resources/${segment(resource)}/events` as Route;
}

/** Names are made by others: one that is only dots would lead to another page. */
function segment(resource: string): string {
  const encoded = encodeURIComponent(resource.isWellFormed() ? resource : resource.toWellFormed());
  return /^\.+$/.test(encoded) ? encoded.replaceAll(".", "%2E") : encoded;
}

const serialiseAnswer = createSerializer(answerParams);

type Asked = { readonly did: Verb; readonly resource: string; readonly fromMs: number; readonly toMs: number };

/** The address of a question about a resource, ready to be asked. */
export function answerHref({ did, resource, fromMs, toMs }: Asked): Route {
  return serialiseAnswer("/coverage/answers", { did, resource, from: fromMs, to: toMs }) as Route;
}

/** The same without a time, which is still to be chosen. */
export function questionHref(resource: string): Route {
  return serialiseAnswer("/coverage/answers", { resource }) as Route;
}
