import { describe, expect, it } from "vitest";
import { roomCycles } from "./room-cycles";
import { RULES } from "./rules";
import { readSourceFiles } from "./source-file";

const files = readSourceFiles(process.cwd());

/** For every rule a file that breaks it, and the same file mended. */
const PLANTED: Record<string, { path: string; bad: string; good: string }> = {
  "a file has the name of what it exports": {
    path: "lib/events/count-events.ts",
    bad: "/** Sums. */\nexport function addUp(): void {}\n",
    good: "/** Sums. */\nexport function countEvents(): void {}\n",
  },
  "only lib/env.ts and bin read process.env": {
    path: "lib/events/server/list-events.ts",
    bad: "const port = process.env.PORT;",
    good: 'import { env } from "@/lib/env"; // not process.env',
  },
  "only where a Context is built is the clock read": {
    path: "lib/events/server/list-events.ts",
    bad: "const now = new Date();",
    good: "const now = ctx.now(); const then = new Date(row.at);",
  },
  "a route only serves a contract with a verb": {
    path: "app/api/v1/events/route.ts",
    bad: 'import { serve } from "@/lib/http/serve";\nconst limit = 5;\nexport const GET = serve(events, listEvents, authorise);\n',
    good: 'import { serve } from "@/lib/http/serve";\n\nexport const GET = serve(events, listEvents, authorise);\n',
  },
  "every exported function of lib has a docstring": {
    path: "lib/events/count-events.ts",
    bad: "\nexport async function countEvents(): Promise<void> {}\n",
    good: "\n/** Counts them once. */\nexport async function countEvents(): Promise<void> {}\n",
  },
  "only the store's rooms use pg": {
    path: "lib/events/server/list-events.ts",
    bad: 'import { Pool } from "pg";',
    good: 'import type { Pool } from "pg";',
  },
  "the rollup by hours is read by credential through its view": {
    path: "lib/tasks/server/read-pieces.ts",
    bad: "sql`select hour from activity_hour a where a.hour > ${from} and a.credential_id = any(${ids}::int[])`",
    good: "sql`select hour from credential_hour where credential_id = any(${ids}::int[])`",
  },
  "what runs in a process of its own imports no queries of the browser": {
    path: "lib/bench/chains-process.ts",
    bad: 'import { TASK_MARKS } from "@/lib/tasks/query-options";',
    good: 'import { TASK_EVENT_ROWS } from "@/lib/tasks/contract";',
  },
  "the demo organisation is made without the rooms that are tested against it": {
    path: "lib/demo/truth/coverage-spans.ts",
    bad: 'import { evaluateCoverage } from "../../coverage/evaluate-coverage";',
    good: 'import { isoSeconds } from "../base/calendar";\nimport { AppError } from "@/lib/base/app-error";',
  },
  "no check is switched off in a line of code": {
    path: "lib/events/count-events.ts",
    bad: "// @ts-expect-error it is fine\n",
    good: "// expects an error\n",
  },
};

describe.each(RULES)("$name", ({ name, check }) => {
  it("holds in the whole project", () => {
    expect(files.flatMap((file) => check(file).map((finding) => `${file.path} ${finding}`))).toEqual([]);
  });

  it("is broken by a planted file, and not by the same file mended", () => {
    const planted = PLANTED[name];
    expect(planted).toBeDefined();
    if (planted === undefined) return;
    expect(check({ path: planted.path, text: planted.bad })).toHaveLength(1);
    expect(check({ path: planted.path, text: planted.good })).toEqual([]);
  });
});

describe("the rooms of lib", () => {
  it("form no circle", () => {
    expect(roomCycles(files)).toEqual([]);
  });

  it("are seen to form one when somebody closes it, across three rooms and by a type alone", () => {
    const planted = [
      { path: "lib/tasks/a.ts", text: 'import { b } from "@/lib/events/b";' },
      { path: "lib/events/b.ts", text: 'import type { C } from "../identities/c";' },
      { path: "lib/identities/c.ts", text: 'import { a } from "@/lib/tasks/a";' },
    ];
    expect(roomCycles(planted)).toEqual(["events → identities → tasks → events"]);
    expect(roomCycles(planted.slice(0, 2))).toEqual([]);
  });
});

it("reads the files that the rules are for", () => {
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["lib/env.ts", "app/layout.tsx", "bin/wakeline.mjs", "proxy.ts"]));
  expect(paths.filter((path) => path.includes("generated") || path.includes("node_modules"))).toEqual([]);
});
