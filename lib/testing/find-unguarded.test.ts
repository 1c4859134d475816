import { describe, expect, it } from "vitest";
import { findUnguarded, listFiles, unguardedReason } from "./find-unguarded";

const root = process.cwd();

describe("every page and route", () => {
  it("asks who is there before it answers", async () => {
    expect(await findUnguarded(root)).toEqual([]);
  });

  it("is really looked at", async () => {
    const files = await listFiles(root, "app");
    expect(files.filter((path) => /(page|route)\.tsx?$/.test(path)).length).toBeGreaterThan(10);
  });
});

describe("a planted hole is found", () => {
  it.each([
    ["a route without any guard", "app/api/v1/x/route.ts", "export async function GET() { return Response.json({}); }"],
    [
      "a guard that stands in a comment",
      "app/api/v1/x/route.ts",
      'import { authorise } from "@/lib/auth/server/authorise";\n// await authorise(request)\nexport function GET() { return new Response(); }',
    ],
    [
      "a second handler beside a guarded one",
      "app/api/v1/x/route.ts",
      'import { authorise } from "@/lib/auth/server/authorise";\nexport const GET = serve(a, b, authorise);\nexport async function POST() { return new Response(); }',
    ],
    [
      "a guard of somebody's own making",
      "app/api/v1/x/route.ts",
      "const authorise = async () => ctx;\nexport const GET = serve(a, b, authorise);",
    ],
    [
      "serve() with another function in the guard's place",
      "app/api/v1/x/route.ts",
      'import { authorise } from "@/lib/auth/server/authorise";\nexport const GET = serve(a, b, anyone);',
    ],
    ["handlers from elsewhere", "app/api/v1/x/route.ts", 'export { GET } from "@/lib/x";'],
    ["a route outside the API", "app/e/[id]/route.ts", "export const GET = () => new Response();"],
    ["a page without a guard", "app/(app)/x/page.tsx", "export default function Page() { return <p />; }"],
    [
      "a page that does not wait for its guard",
      "app/(app)/x/page.tsx",
      'import { pageContext } from "@/lib/auth/server/page-context";\nexport default function Page() { void pageContext(); return <p />; }',
    ],
    ["a server action", "app/(app)/x/save.ts", '"use server";\nexport async function save() {}'],
  ])("%s", (_case, path, text) => {
    expect(unguardedReason(path, text)).not.toBeNull();
  });
});
