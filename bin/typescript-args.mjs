import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";

/** The arguments with which Node runs our TypeScript, from any folder. */
export function typescriptArgs() {
  const tsx = createRequire(import.meta.url).resolve("tsx");
  return ["--conditions=react-server", "--import", pathToFileURL(tsx).href];
}
