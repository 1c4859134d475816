import type { Watermark } from "@/lib/integrity/watermark";
import type { DroppedRange } from "@/lib/retention/dropped-range";
import type { FirstWrite, HeldPlace, SinkSettings } from "./fact";
import type { Placement } from "./placements";
import { intersectSpans, type Span, type Spans, subtractSpans, uniteSpans } from "./spans";

/** From when to when valid digests of one trail are here, for one account and Region of a place that several trails write to. */
export type SignedTrail = Span & {
  readonly place: string;
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  readonly home: string;
};

/** By the id of a place in S3 and by account and Region, see `writeKey`. */
export type FirstWrites = ReadonlyMap<string, FirstWrite>;

/** What one place in S3 is known by, for one account and Region. */
export const writeKey = ({ sinkId, account, region }: Pick<Watermark, "sinkId" | "account" | "region">): string =>
  `${sinkId} ${account} ${region}`;

/** What the records of a place show of one of several sinks that write to it: nothing. */
const NO_WRITE: FirstWrite = { complete: null, verified: null };

export type Delivered = { readonly signed: readonly SignedTrail[]; readonly firstWrites: FirstWrites };
const NOTHING_DELIVERED: Delivered = { signed: [], firstWrites: new Map() };

/**
 * Where which sink's files are here: watermarks know a place in S3 or the folder of its copy, settings a bucket and prefix. Verified is what
 * signed digests vouch for: a trail's own, where several write to one place; a source that leaves something out holds nothing for certain.
 */
export function heldPlaces(
  watermarks: readonly Watermark[],
  sinks: ReadonlyMap<string, readonly Placement[]>,
  { signed, firstWrites }: Delivered = NOTHING_DELIVERED,
): HeldPlace[] {
  const shared = new Set(sharedPlaces(watermarks, sinks));
  const found = new Map<string, HeldPlace>();
  const all = [...sinks].flatMap(([sink, placements]) => placements.map((placement) => ({ sink, placement })));
  for (const { sink, placement } of all) {
    for (const mark of watermarks) {
      if (!isPlaceOf(placement.settings, mark.sink) || isFiltered(mark)) continue;
      const key = `${sink} ${mark.account} ${mark.region}`;
      const isShared = shared.has(mark.sink);
      const firstWrite = isShared ? NO_WRITE : (firstWrites.get(writeKey(mark)) ?? NO_WRITE);
      const place = heldFrom(
        { ...placeOf(sink, mark), firstWrite },
        placement,
        isShared ? signedBy(placement.settings, mark, signed) : null,
      );
      const known = found.get(key);
      found.set(key, known === undefined ? place : unite(known, place));
    }
  }
  return [...found.values()];
}

/** Of what is in a place, what a sink delivered there; `signed`: when its own digests vouch for it, null where they are the only ones there. */
function heldFrom(whole: HeldPlace, placement: Placement, signed: Spans | null): HeldPlace {
  const own = placement.settings.validation ? whole.verified : [];
  return {
    ...whole,
    complete: intersectSpans(whole.complete, [placement]),
    verified: intersectSpans(signed === null ? own : intersectSpans(own, signed), [placement]),
  };
}

/** Places to which more than one of the sinks write: a digest there may be another's. */
export function sharedPlaces(
  watermarks: readonly Watermark[],
  sinks: ReadonlyMap<string, readonly Placement[]>,
): string[] {
  const places = [...new Set(watermarks.map(({ sink }) => sink))];
  const writes = (placements: readonly Placement[], place: string): boolean =>
    placements.some(({ settings }) => isPlaceOf(settings, place));
  return places.filter((place) => [...sinks.values()].filter((placements) => writes(placements, place)).length > 1);
}

/** Where sinks record calls that change them: in the account and Region in which each is kept. */
export function homeMarks(
  watermarks: readonly Watermark[],
  sinks: ReadonlyMap<string, readonly Placement[]>,
): readonly Watermark[] {
  const homes = new Set([...sinks.values()].flat().map(({ settings }) => `${settings.owner} ${settings.home}`));
  return watermarks.filter(({ account, region }) => homes.has(`${account} ${region}`));
}

function signedBy({ name, home }: SinkSettings, mark: Watermark, signed: readonly SignedTrail[]): Spans {
  return uniteSpans(
    signed.filter(
      (one) =>
        one.trail === name &&
        one.home === home &&
        one.place === mark.sink &&
        one.account === mark.account &&
        one.region === mark.region,
    ),
  );
}

/** Nothing is complete of a time of which retention dropped log files: watermarks are told later than the drop. */
export function withoutDropped(places: readonly HeldPlace[], dropped: readonly DroppedRange[]): HeldPlace[] {
  return places.map((place) => {
    const gone = dropped
      .filter(({ account, region }) => account === place.account && region === place.region)
      .map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs + 1 }));
    if (gone.length === 0) return place;
    const without = (spans: Spans): Spans => spans.flatMap((span) => subtractSpans(span, uniteSpans(gone)));
    return { ...place, complete: without(place.complete), verified: without(place.verified) };
  });
}

function isFiltered({ leavesOut }: Watermark): boolean {
  return leavesOut.some((filter) => filter !== "nothing");
}

const ORGANISATION = /\/(o-[a-z0-9]{10,32})$/;

/** A copy on a disk only keeps the name of its last folder. */
function isPlaceOf({ bucket, prefix, organisation }: SinkSettings, place: string): boolean {
  if (bucket === null || organisation !== ORGANISATION.test(place)) return false;
  const root = place.replace(ORGANISATION, "");
  const folder = (prefix ?? "").replace(/\/$/, "");
  if (folder === "") return root === bucket;
  return root === `${bucket}/${folder}` || root === folder.split("/").at(-1);
}

function placeOf(
  sink: string,
  { account, region, fromMs, untilMs, basis, holes }: Watermark,
): Omit<HeldPlace, "firstWrite"> {
  const whole: Span = { fromMs, toMs: untilMs };
  const without = (kept: (kind: string) => boolean): Spans =>
    subtractSpans(whole, uniteSpans(holes.filter(({ kind }) => kept(kind))));
  return {
    sink,
    account,
    region,
    complete: without((kind) => kind !== "digest-missing"),
    verified: basis === "digests" ? without(() => true) : [],
  };
}

function unite(one: HeldPlace, other: HeldPlace): HeldPlace {
  return {
    ...one,
    complete: uniteSpans([...one.complete, ...other.complete]),
    verified: uniteSpans([...one.verified, ...other.verified]),
    firstWrite: {
      complete: earlier(one.firstWrite.complete, other.firstWrite.complete),
      verified: earlier(one.firstWrite.verified, other.firstWrite.verified),
    },
  };
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}
