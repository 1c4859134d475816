import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { decodeText } from "./decode-text";
import { inputLimits } from "./input-limits";
import { readSegments } from "./read-segments";
import { recordTexts } from "./record-text";
import { listInputs } from "./sources/list-inputs";

const datasets = resolve(import.meta.dirname, "../../../shared/datasets");
const isHere = existsSync(datasets);
if (!isHere) process.stdout.write("skipped: the public CloudTrail samples are not beside the project\n");

type Tally = { records: number; bad: number; formats: Set<string>; skips: Set<string> };

async function tally(folder: string): Promise<Tally> {
  const limits = inputLimits();
  const found: Tally = { records: 0, bad: 0, formats: new Set(), skips: new Set() };
  for await (const input of listInputs([join(datasets, folder)], limits)) {
    if ("reason" in input) throw new Error(`${input.path}: ${input.reason}`);
    for await (const { text, part } of readSegments(input.open, limits)) {
      const decoded = decodeText(text, { part });
      if ("skip" in decoded) {
        found.skips.add(decoded.skip.replace(/[:,].*/s, ""));
        continue;
      }
      found.records += decoded.records.length;
      found.bad += decoded.bad.size;
      found.formats.add(decoded.format);
      const texts = recordTexts(text, decoded.format, [...decoded.records.keys()]);
      decoded.records.forEach((record, index) => expect(JSON.parse(texts.get(index) ?? "missing")).toEqual(record));
    }
  }
  return found;
}

test.skipIf(!isHere).each([
  ["DataDog_stratus-red-team", 310, ["array"]],
  ["adanalvarez_TrailDiscover", 315, ["array", "sequence"]],
  ["airbnb_streamalert", 57, ["eventbridge", "logs-subscription", "wrapped"]],
  ["cloud-custodian_cloud-custodian", 25, ["eventbridge", "sequence"]],
  ["log2timeline_plaso", 6, ["lookup-lines"]],
  ["splunk_attack_data", 12, ["csv-raw"]],
  ["panther-labs_panther-analysis", 0, []],
])("finds every record that others published: %s", async (folder, records, formats) => {
  const found = await tally(folder);
  expect(found.records).toBe(records);
  expect(found.bad).toBe(0);
  expect([...found.formats].toSorted()).toEqual(formats);
});

test.skipIf(!isHere)("names what lies beside them and is no CloudTrail", async () => {
  const { skips } = await tally("cloud-custodian_cloud-custodian");
  expect(skips).toContain("AWS Config data");
  expect(skips).toContain("an EventBridge event of another kind");
  expect(skips).toContain("output of an `aws cloudtrail` command about the configuration");
});
