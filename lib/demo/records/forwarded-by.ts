import { type Actor, through } from "./actor";
import type { Scene } from "./call";
import { accessKey } from "./sts";

const forwarded = new WeakMap<Actor, Map<string, Actor>>();

/** The caller as a service presents it further on: under a temporary key of its own, the same for the caller's whole session. */
export function forwardedBy(scene: Scene, actor: Actor, service: string): Actor {
  let byService = forwarded.get(actor);
  if (byService === undefined) {
    byService = new Map();
    forwarded.set(actor, byService);
  }
  const known = byService.get(service);
  if (known !== undefined) return known;
  const made = through(actor, service, actor.account === null ? undefined : accessKey(scene));
  byService.set(service, made);
  return made;
}
