import type { Route } from "next";
import { createLoader, createSerializer, parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs/server";

import { FileIntegrity } from "@/lib/integrity/file-integrity";

/** Which log files are listed. */
export const sourcesParams = {
  q: parseAsString.withDefault(""),
  source: parseAsString,
  quarantined: parseAsBoolean.withDefault(false),
  dropped: parseAsBoolean.withDefault(false),
  integrity: parseAsStringLiteral(FileIntegrity.shape.state.options),
};
export const loadSourcesParams = createLoader(sourcesParams);

/** Which records in quarantine are listed, and whose text is open ("<SHA-256>:<position>"). */
export const quarantineParams = {
  reason: parseAsString,
  file: parseAsString,
  record: parseAsString,
};
export const loadQuarantineParams = createLoader(quarantineParams);

const quarantineSerialiser = createSerializer(quarantineParams);

/** The address of the quarantine, of one reason or file. */
export function quarantineHref(params: { readonly reason?: string | null; readonly file?: string | null } = {}): Route {
  return routeOf(quarantineSerialiser("/sources/quarantine", params));
}

/** The permanent address of a log file. */
export function logFileHref(sha256: string): Route {
  return routeOf(`/sources/files/${sha256}`);
}

/** The address of a run. */
export function runHref(runId: string): Route {
  return routeOf(`/sources/runs/${runId}`);
}

/** Where a log file's bytes are downloaded. */
export function evidenceHref(sha256: string): string {
  return `/api/v1/sources/files/${sha256}/evidence`;
}

/** Addresses made here are those of pages that exist: the one place that says so to the type of routes. */
function routeOf(path: string): Route {
  return path as Route;
}
