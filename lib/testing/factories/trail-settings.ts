import type { SinkSettings } from "@/lib/coverage/fact";

/** A trail of one account in us-east-1, for all Regions, into a bucket of its name. */
export function trailSettings(name: string, owner: string): SinkSettings {
  return {
    kind: "trail",
    name,
    owner,
    home: "us-east-1",
    multiRegion: true,
    organisation: false,
    globalEvents: true,
    bucket: name,
    prefix: null,
    kmsKey: null,
    validation: true,
  };
}
