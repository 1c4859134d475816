import { describe, expect, it } from "vitest";
import type { Watermark } from "@/lib/integrity/watermark";
import type { Fact, SinkSettings } from "./fact";
import { heldPlaces } from "./held-places";
import { type Placement, placementsOf } from "./placements";

const settings = (changes: Partial<SinkSettings> = {}): SinkSettings => ({
  kind: "trail",
  name: "main",
  owner: "111122223333",
  home: "us-east-1",
  multiRegion: true,
  organisation: false,
  globalEvents: true,
  bucket: "logs",
  prefix: null,
  kmsKey: null,
  validation: true,
  ...changes,
});

const mark = (changes: Partial<Watermark> = {}): Watermark => ({
  sinkId: 1,
  sink: "logs",
  source: "cli",
  account: "111122223333",
  accountName: null,
  region: "us-east-1",
  fromMs: 0,
  untilMs: 100,
  basis: "digests",
  leavesOut: [],
  files: 3,
  lagP50Ms: null,
  lagP99Ms: null,
  holes: [],
  ...changes,
});

const MAIN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/main";
const always = (sink: SinkSettings): Placement[] => [{ settings: sink, fromMs: -Infinity, toMs: Infinity }];
const places = (watermark: Watermark, sink: SinkSettings = settings()) =>
  heldPlaces([watermark], new Map([[MAIN, always(sink)]]));

describe("held places", () => {
  it("are verified where digests vouch for them, and complete where file names do", () => {
    expect(places(mark())[0]).toMatchObject({
      complete: [{ fromMs: 0, toMs: 100 }],
      verified: [{ fromMs: 0, toMs: 100 }],
    });
    expect(places(mark({ basis: "file-names" }))[0]?.verified).toEqual([]);
  });

  it("lose a missing file from both, and a missing digest from what is verified", () => {
    const holes = [
      { fromMs: 10, toMs: 20, kind: "file-missing" as const, detail: "" },
      { fromMs: 50, toMs: 60, kind: "digest-missing" as const, detail: "" },
    ];
    const [place] = places(mark({ holes }));
    expect(place?.complete).toEqual([
      { fromMs: 0, toMs: 10 },
      { fromMs: 20, toMs: 100 },
    ]);
    expect(place?.verified).toEqual([
      { fromMs: 0, toMs: 10 },
      { fromMs: 20, toMs: 50 },
      { fromMs: 60, toMs: 100 },
    ]);
  });

  it("are those of the sink's own bucket, prefix and organisation, and of no source that leaves something out", () => {
    expect(places(mark({ sink: "other" }))).toEqual([]);
    expect(places(mark({ sink: "logs/o-abcdefghij" }))).toEqual([]);
    expect(places(mark({ sink: "logs/o-abcdefghij" }), settings({ organisation: true }))).toHaveLength(1);
    expect(places(mark({ sink: "logs/team/a" }), settings({ prefix: "team/a" }))).toHaveLength(1);
    expect(places(mark({ leavesOut: ["read-only-management"] }))).toEqual([]);
  });

  it("are verified by a trail's own digests only: not by those of another in the same bucket, nor where it signs none", () => {
    expect(places(mark(), settings({ validation: false }))[0]?.verified).toEqual([]);
    const two = new Map([
      ["main", always(settings())],
      ["other", always(settings({ name: "other" }))],
    ]);
    const signed = {
      place: "logs",
      account: "111122223333",
      region: "us-east-1",
      trail: "other",
      home: "us-east-1",
      fromMs: 20,
      toMs: 60,
    };
    const verified = (by: typeof signed) =>
      heldPlaces([mark()], two, { signed: [by], firstWrites: new Map() }).map((place) => [place.sink, place.verified]);
    expect(verified(signed)).toEqual([
      ["main", []],
      ["other", [{ fromMs: 20, toMs: 60 }]],
    ]);
    // A namesake with another home is another trail.
    expect(verified({ ...signed, home: "eu-west-1" })).toEqual([
      ["main", []],
      ["other", []],
    ]);
  });

  it("say when their records show a first write, of a place to which one sink alone delivers", () => {
    const firstWrites = new Map([["1 111122223333 us-east-1", { complete: 5, verified: 7 }]]);
    const found = (...names: string[]) =>
      heldPlaces([mark()], new Map(names.map((name) => [name, always(settings({ name }))])), {
        signed: [],
        firstWrites,
      }).map(({ firstWrite }) => firstWrite);
    expect(found("main")).toEqual([{ complete: 5, verified: 7 }]);
    const untold = { complete: null, verified: null };
    expect(found("main", "other")).toEqual([untold, untold]);
    expect(places(mark())[0]?.firstWrite).toEqual(untold);
  });

  it("are only of the time in which the sink delivered there: what lies in its bucket from before is another's", () => {
    const said = (value: SinkSettings, atMs: number, isChange: boolean): Fact => ({
      subject: MAIN,
      aspect: "settings",
      value,
      fromMs: atMs,
      toMs: atMs,
      isChange,
      knownAtMs: atMs,
      origin: { kind: "event", name: "e", trust: "delivered" },
    });
    const old = settings({ bucket: "old" });
    const held = (...facts: Fact[]) =>
      heldPlaces([mark(), mark({ sink: "old" })], placementsOf(facts)).map(({ complete, verified }) => {
        expect(verified).toEqual(complete);
        return complete;
      });
    expect(held(said(settings(), 50, false))).toEqual([[{ fromMs: 0, toMs: 100 }]]);
    // Moved at 50: until then its files are in the old bucket, and with both here there is no gap.
    expect(held(said(old, 10, false), said(settings(), 50, true))).toEqual([[{ fromMs: 0, toMs: 100 }]]);
    expect(heldPlaces([mark()], placementsOf([said(old, 10, false), said(settings(), 50, true)]))[0]?.verified).toEqual(
      [{ fromMs: 50, toMs: 100 }],
    );
    // Seen here and there, and nobody knows when it moved.
    expect(held(said(old, 10, false), said(settings(), 50, false))).toEqual([
      [
        { fromMs: 0, toMs: 10 },
        { fromMs: 50, toMs: 100 },
      ],
    ]);
  });
});
