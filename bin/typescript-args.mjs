import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";

/** The arguments with which Node runs what was made of our TypeScript: modules for the server, errors that name the sources. */
export function javascriptArgs() {
  return ["--conditions=react-server", "--enable-source-maps"];
}

/** The arguments with which Node runs our TypeScript, from any folder. */
export function typescriptArgs() {
  const tsx = createRequire(import.meta.url).resolve("tsx");
  return ["--conditions=react-server", "--import", pathToFileURL(tsx).href];
}
