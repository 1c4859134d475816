import { afterEach, beforeEach, expect, it } from "vitest";
import { logRecord } from "@/lib/testing/factories/log-records";
import { logFileOf } from "@/lib/testing/factories/signed-digests";
import { TrailStore } from "@/lib/testing/factories/trail-store";

let store: TrailStore;
beforeEach(async () => {
  store = await TrailStore.open();
});
afterEach(() => store.close());

it("takes the watermarks of a sink anew when its files change, and leaves those of every other sink alone", async () => {
  const file = (hour: number) => logFileOf(hour, [logRecord(hour)], `file${hour}`);
  const files = async () => {
    const { rows } = await store.database.pool.query<{ name: string; files: number }>(
      "select s.name, sum(w.files)::int as files from watermark w join sink k on k.id = w.sink_id join source s on s.id = k.source_id group by 1 order by 1",
    );
    return Object.fromEntries(rows.map(({ name, files: count }) => [name, count]));
  };
  await store.load([file(0), file(1)], "one");
  await store.load([file(2)], "other");
  expect(await files()).toEqual({ one: 2, other: 1 });
  // A mark that no count gives: it goes as soon as anybody counts again.
  await store.database.pool.query("update watermark set files = 1000");
  await store.load([file(3)], "other");
  expect(await files()).toEqual({ one: 1000, other: 2 });
  await store.load([file(4)], "one");
  expect(await files()).toEqual({ one: 3, other: 2 });
});
