import { posix } from "node:path";
import { codeOf, type SourceFile } from "./source-file";

/** One rule about a single file: what is wrong with it, in words; empty where it is content. */
export type Rule = { readonly name: string; readonly check: (file: SourceFile) => string[] };

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
/** The rules name what they forbid. */
const isChecker = (path: string): boolean => path.startsWith("lib/testing/architecture");
const kebab = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();

/** Files that every room has under the same name. */
const SHELVES = /\/(contract|query-options|search-params)\.ts$/;
const EXPORT = /^export (?:default )?(?:abstract )?(?:async )?(?:function\*?|const|class|type|interface) (\w+)/gm;
/** From this many exports on, a file is a family and has a name for all of them. */
const FAMILY = 2;

const fileNameTellsTheExport: Rule = {
  name: "a file has the name of what it exports",
  check: ({ path, text }) => {
    if (!/^(lib|components)\//.test(path) || isTest(path) || SHELVES.test(path)) return [];
    const names = [...new Set([...text.matchAll(EXPORT)].map(([, name = ""]) => name))];
    const stem = path.replace(/^.*\//, "").replace(/\.\w+$/, "");
    const isTold = names.some((name) => stem.split("-").every((word) => wordsOf(name).includes(singular(word))));
    return names.length === 0 || names.length >= FAMILY || isTold ? [] : [`exports ${names.join(", ")}`];
  },
};

/** The words of a name, and the name as a whole for words like "sha256". */
const wordsOf = (name: string): string[] => {
  const words = kebab(name).split("-").map(singular);
  return [...words, ...words.flatMap((_, at) => [words.slice(at, at + 2).join("")])];
};
const singular = (word: string): string => word.replace(/ies$/, "y").replace(/s$/, "");

const onlyEnvReadsTheEnvironment: Rule = {
  name: "only lib/env.ts and bin read process.env",
  check: (file) => {
    if (
      file.path === "lib/env.ts" ||
      isChecker(file.path) ||
      isTest(file.path) ||
      /^bin\/|^\w+\.config\./.test(file.path)
    )
      return [];
    return /\bprocess\.env\b/.test(codeOf(file)) ? ["reads process.env"] : [];
  },
};

/** Where a clock may be read: where a Context is built, where a process speaks for itself, and in tests. */
const CLOCKS =
  /^(bin|e2e)\/|^lib\/(cli|jobs|testing|bench|telemetry)\/|^lib\/auth\/server\/|^lib\/ingest\/server\/(ingest-worker|start-loader)\.ts$|^components\/common\/browser-now\.ts$/;

const onlyContextsReadTheClock: Rule = {
  name: "only where a Context is built is the clock read",
  check: (file) => {
    if (CLOCKS.test(file.path) || isTest(file.path)) return [];
    return /\bnew Date\(\s*\)|\bDate\.now\b/.test(codeOf(file)) ? ["reads the clock"] : [];
  },
};

/** Routes that stream, or that belong to somebody else, guard themselves; a test of the routes proves it. */
const OTHER_ROUTES = /^app\/api\/(auth|health|ready)\//;
const SERVED = /^export const (GET|POST|DELETE) = serve\(\s*\w+,\s*\w+,\s*authorise\w*,?\s*\);$/gm;
const IMPORT = /^import [^;]+;$/gm;

const routesOnlyServe: Rule = {
  name: "a route only serves a contract with a verb",
  check: (file) => {
    if (!/^app\/.*\/route\.ts$/.test(file.path) || OTHER_ROUTES.test(file.path) || !/\bserve\(/.test(file.text))
      return [];
    const rest = codeOf(file).replace(IMPORT, "").replace(SERVED, "").trim();
    return rest === "" ? [] : [`does more: ${rest.slice(0, 60)}`];
  },
};

const exportedFunctionsAreDescribed: Rule = {
  name: "every exported function of lib has a docstring",
  check: ({ path, text }) => {
    if (!path.startsWith("lib/") || isTest(path)) return [];
    const found = text.matchAll(
      /^(?<before>.*)\nexport (?:default )?(?:async )?(?:function\*? (?<name>\w+)|const (?<constant>\w+) = (?:async )?\([^)]*\)[^=\n]*=>)/gm,
    );
    return [...found]
      .filter(({ groups }) => !groups?.before?.trim().endsWith("*/"))
      .map(({ groups }) => `${groups?.name ?? groups?.constant} is not described`);
  },
};

/** The rooms that speak to the server in its own protocol. */
const PG_ROOMS = /^(lib\/(db|ingest|jobs|testing|bench|cli)\/|prisma\/)/;

const onlyTheStoreKnowsPg: Rule = {
  name: "only the store's rooms use pg",
  check: ({ path, text }) => {
    if (PG_ROOMS.test(path) || isTest(path)) return [];
    const imports = [...text.matchAll(/^import (?!type )[^;]*from "(pg(?:-[\w-]+)?)";/gm)].map(([, name]) => name);
    // Exports read row by row through a cursor.
    const isStreaming = /^lib\/\w+\/server\/export-/.test(path);
    return imports.filter((name) => !(isStreaming && name === "pg-query-stream")).map((name) => `imports ${name}`);
  },
};

/** The index of the rollup by credential is of the rows that have one, which only the view says. */
const hoursOfCredentialsByTheirView: Rule = {
  name: "the rollup by hours is read by credential through its view",
  check: (file) => {
    if (!file.path.startsWith("lib/") || isTest(file.path) || isChecker(file.path)) return [];
    const reads = codeOf(file).matchAll(
      /\b(?:from|join) activity_hour\b[^`]{0,400}?\bcredential_id (?:=|in) *(?:any|\$|\(|\w+\.id)/g,
    );
    return [...reads].map(([found]) => `${found.slice(0, 40)}…: credential_hour has the index`);
  },
};

/** They bring React's client, which a process started with the conditions of a server cannot load. */
const processesKnowNoBrowserQueries: Rule = {
  name: "what runs in a process of its own imports no queries of the browser",
  check: ({ path, text }) => {
    if (!/^lib\/(?:bench|cli|jobs|\w+(?:-\w+)*\/server)\//.test(path) || isTest(path)) return [];
    return [...text.matchAll(/^import (?!type )[^;]*from "([^"]*\/query-options)";/gm)].map(
      ([, name]) => `imports ${name}`,
    );
  },
};

const nothingIsSilenced: Rule = {
  name: "no check is switched off in a line of code",
  check: ({ path, text }) => {
    if (isChecker(path)) return [];
    return [
      ...text.matchAll(/(?:oxlint|eslint)-disable|@ts-(?:ignore|expect-error|nocheck)|\b(?:it|test|describe)\.only\(/g),
    ].map(([found]) => found);
  },
};

/** The demo's truth would prove nothing if it were computed by what is tested against it. */
const theTruthIsIndependent: Rule = {
  name: "the demo organisation is made without the rooms that are tested against it",
  check: ({ path, text }) => {
    if (!path.startsWith("lib/demo/") || isTest(path)) return [];
    const own = /^(?:node:|@\/lib\/(?:base|demo)\/|zod$)/;
    return [...text.matchAll(/(?:\bfrom |\bimport\()"([^"]+)"/g)].flatMap(([, target = ""]) => {
      const resolved = target.startsWith(".") ? `@/${posix.join(posix.dirname(path), target)}` : target;
      return own.test(resolved) ? [] : [`imports ${target}`];
    });
  },
};

/** What oxlint cannot say about one file. */
export const RULES: readonly Rule[] = [
  fileNameTellsTheExport,
  onlyEnvReadsTheEnvironment,
  onlyContextsReadTheClock,
  routesOnlyServe,
  exportedFunctionsAreDescribed,
  onlyTheStoreKnowsPg,
  hoursOfCredentialsByTheirView,
  processesKnowNoBrowserQueries,
  nothingIsSilenced,
  theTruthIsIndependent,
];
