import { folderOf, type Folder } from "./log-file";

/** An account, a Region and a class of event: where a record belongs, the same object for all of its records. */
export type Place = {
  readonly account: string;
  readonly region: string;
  readonly klass: string;
  readonly folder: Folder;
  /** Of all places in order. */
  readonly key: string;
};

const places = new Map<string, Map<string, Map<string, Place>>>();

/** There are as many as accounts, Regions and classes allow, whatever the number of events; looked up without joining texts. */
export function placeOf(account: string, region: string, klass: string): Place {
  let regions = places.get(account);
  if (regions === undefined) places.set(account, (regions = new Map()));
  let classes = regions.get(region);
  if (classes === undefined) regions.set(region, (classes = new Map()));
  let place = classes.get(klass);
  if (place === undefined) {
    place = { account, region, klass, folder: folderOf(klass), key: `${account} ${region} ${klass}` };
    classes.set(klass, place);
  }
  return place;
}
