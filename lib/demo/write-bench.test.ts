import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { z } from "zod";
import { writeBench } from "./write-bench";

it("writes bench files of two thousand records of the size of real ones, some of them twice", async () => {
  const outDir = mkdtempSync(join(tmpdir(), "wakeline-bench-test-"));
  const summary = await writeBench({ seed: 7, events: 8000, outDir });
  const Files = z.object({ Records: z.array(z.object({ eventID: z.string() })) });
  const ids = readdirSync(outDir).flatMap((name) =>
    Files.parse(JSON.parse(gunzipSync(readFileSync(join(outDir, name))).toString("utf8"))).Records.map(
      (record) => record.eventID,
    ),
  );
  rmSync(outDir, { recursive: true });
  expect(ids).toHaveLength(summary.records);
  expect(new Set(ids).size).toBe(summary.events);
  expect(Math.abs(summary.events - 8000)).toBeLessThan(800);
  expect(summary.bytesPerRecord).toBeGreaterThan(1700);
  expect(summary.bytesPerRecord).toBeLessThan(2100);
  expect(summary.duplicateShare).toBeGreaterThan(0.01);
  expect(summary.credentialsPerEvent).toBeLessThan(0.5);
});
