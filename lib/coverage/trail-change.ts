import { parseArn, partitionOfRegion } from "@/lib/cloudtrail/arn";
import { booleanIn, textIn } from "@/lib/cloudtrail/json-object";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import { DEFAULT_SELECTORS } from "@/lib/cloudtrail/selectors/selector-set";
import type { Fact, SinkSettings } from "./fact";
import { type ChangeRecord, changeFact } from "./change-record";

/** What a call of a trail's API changed. */
export function trailChange(change: ChangeRecord): Fact[] {
  if (change.source !== "cloudtrail.amazonaws.com") return [];
  const arn = trailArn(change);
  if (arn === null) return ofSomeTrail(change);
  const logging = (value: boolean): Fact => changeFact(change, { subject: arn, aspect: "logging", value });
  switch (change.name) {
    case "CreateTrail":
      return [
        changeFact(change, { subject: arn, aspect: "existence", value: false, holdsBefore: true }),
        changeFact(change, { subject: arn, aspect: "existence", value: true }),
        changeFact(change, { subject: arn, aspect: "settings", value: settingsOf(change, arn), isDefault: true }),
        changeFact(change, { subject: arn, aspect: "selectors", value: DEFAULT_SELECTORS, isDefault: true }),
        changeFact(change, { subject: arn, aspect: "logging", value: false, isDefault: true }),
      ];
    case "UpdateTrail":
      return [
        ...wasThere(change, arn),
        changeFact(change, { subject: arn, aspect: "settings", value: settingsOf(change, arn) }),
      ];
    case "DeleteTrail":
      return [
        ...wasThere(change, arn),
        changeFact(change, { subject: arn, aspect: "existence", value: false }),
        logging(false),
        // One that comes later under the same name is another: of it nothing is known from before.
        changeFact(change, { subject: arn, aspect: "settings", value: null }),
        changeFact(change, { subject: arn, aspect: "selectors", value: null }),
      ];
    case "StartLogging":
      return [...wasThere(change, arn), logging(true)];
    case "StopLogging":
      return [...wasThere(change, arn), logging(false)];
    case "PutEventSelectors":
      return [
        ...wasThere(change, arn),
        changeFact(change, { subject: arn, aspect: "selectors", value: selectorsOf(change) }),
      ];
    default:
      return [];
  }
}

/** The subject under which it is kept that some trail of an account and Region was changed, and the record does not say which or to what. */
export function anyTrailSubject(account: string, region: string): string {
  return `trails:${account}:${region}`;
}

function ofSomeTrail(change: ChangeRecord): Fact[] {
  const subject = anyTrailSubject(change.account, change.region);
  switch (change.name) {
    case "CreateTrail":
    case "PutEventSelectors":
      return [changeFact(change, { subject, aspect: "selectors", value: null })];
    case "UpdateTrail":
      return [changeFact(change, { subject, aspect: "settings", value: null })];
    case "StartLogging":
    case "StopLogging":
      return [changeFact(change, { subject, aspect: "logging", value: change.name === "StartLogging" })];
    case "DeleteTrail":
      return [changeFact(change, { subject, aspect: "existence", value: false })];
    default:
      return [];
  }
}

/** The subject under which it is kept that CloudTrail was shut out of the organisation that an account manages. */
export function sharedTrailsSubject(account: string): string {
  return `trails:${account}:organisation`;
}

/** Only what exists can be changed. */
function wasThere(change: ChangeRecord, subject: string): Fact[] {
  return [changeFact(change, { subject, aspect: "existence", value: true, holdsBefore: true })];
}

/** The response repeats what was set; the request alone may lack what it does not change, but names both forms whole. */
function selectorsOf({ response, request }: ChangeRecord) {
  return parseSelectors(response) ?? parseSelectors(request);
}

/** Calls that change a trail are made in its home Region: a bare name is one of there. */
function trailArn({ request, response, account, region, name }: ChangeRecord): string | null {
  if (name.includes("EventDataStore")) return null;
  const said = textIn(response["trailARN"]) ?? textIn(response["TrailARN"]);
  const asked = said ?? textIn(request["name"]) ?? textIn(request["trailName"]);
  if (asked === null || asked === "") return null;
  return parseArn(asked) === null
    ? `arn:${partitionOfRegion(region)}:cloudtrail:${region}:${account}:trail/${asked}`
    : asked;
}

/** Null where the response does not say what decides: then it is unknown from there on. */
function settingsOf({ response, region }: ChangeRecord, trail: string): SinkSettings | null {
  const arn = parseArn(trail);
  const multiRegion = booleanIn(response["isMultiRegionTrail"]);
  if (arn === null || multiRegion === null) return null;
  return {
    kind: "trail",
    name: textIn(response["name"]) ?? arn.resource.replace(/^trail\//, ""),
    owner: arn.account,
    home: arn.region === "" ? region : arn.region,
    multiRegion,
    organisation: booleanIn(response["isOrganizationTrail"]) ?? false,
    globalEvents: booleanIn(response["includeGlobalServiceEvents"]) ?? true,
    bucket: textIn(response["s3BucketName"]),
    prefix: textIn(response["s3KeyPrefix"]),
    kmsKey: textIn(response["kmsKeyId"]),
    validation: booleanIn(response["logFileValidationEnabled"]) ?? false,
  };
}
