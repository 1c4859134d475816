import { formatCount } from "@/lib/base/format-number";
import { measureS3, OBJECT_RECORDS } from "./measure-s3";
import type { BenchSubject } from "./subject";

const OBJECTS = 5_000;
const KILLS = 10;

/** Whether a pull from S3 loses or repeats anything though it is killed (`rounds` times) and a twentieth of its requests fails. */
export const s3Subject: BenchSubject = {
  defaults: { events: OBJECTS * OBJECT_RECORDS, rounds: KILLS },
  run: async ({ events, rounds, say }) => {
    const figures = await measureS3({ objects: Math.ceil(events / OBJECT_RECORDS), kills: rounds, say });
    const { objects, records, distinct, complete, done, stored, counted, requests, sentTwice, kills, seconds } =
      figures;
    const isSound = complete === objects && done === objects && stored === distinct && counted === records;
    return {
      figures: { ...figures, isSound },
      lines: [
        `${formatCount(objects)} objects with ${formatCount(records)} records, ${kills} kills, 5% of ${formatCount(requests)} requests failed, ${seconds.toFixed(0)} s`,
        `${formatCount(complete)} log files complete, ${formatCount(done)} objects done, ${formatCount(stored)} of ${formatCount(distinct)} events stored, ${formatCount(counted)} records accounted for`,
        `${formatCount(sentTwice)} objects were fetched more than once: what was under way at a kill`,
        isSound ? "each stored once, none lost" : "NOT SOUND: something was lost or repeated",
      ],
    };
  },
};
