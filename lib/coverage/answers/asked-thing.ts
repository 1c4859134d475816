import { parseArn } from "@/lib/cloudtrail/arn";

/** Names that S3 gives to what looks like a bucket and is none: an access point's alias, or a directory bucket. */
const NAMED_KINDS: readonly (readonly [ending: RegExp, type: string])[] = [
  [/--x-s3$/, "AWS::S3Express::Object"],
  [/--xa-s3$/, "AWS::S3Express::AccessPoint"],
  [/--ol-s3$/, "AWS::S3ObjectLambda::AccessPoint"],
  [/--op-s3$/, "AWS::S3Outposts::Object"],
  [/-s3alias$/, "AWS::S3::AccessPoint"],
];

/** The kind of a thing where its ARN looks like another kind's; null where the ARN can be gone by. */
export function disguisedType(arn: string): string | null {
  const parts = parseArn(arn);
  if (parts === null || parts.service !== "s3") return null;
  const [bucket = ""] = parts.resource.split("/");
  if (parts.account !== "" && bucket === "accesspoint") return "AWS::S3::AccessPoint";
  return NAMED_KINDS.find(([ending]) => ending.test(bucket))?.[1] ?? null;
}

const WHOLE = [/^arn:[a-z-]+:lambda:[^:]*:[^:]*:function:[^:]+/, /^arn:[a-z-]+:ssm:[^:]*:[^:]*:parameter\/[^:]+/];

/** What is asked about where only a part of it is named: of a version or alias of a function, the function; of a parameter's, the parameter. */
export function wholeThing(arn: string): string {
  for (const whole of WHOLE) {
    const found = whole.exec(arn)?.[0];
    if (found !== undefined) return found;
  }
  return arn;
}

/** Whether records may put a version, a label or an alias behind a name of it, after a colon. */
export function hasQualifiers(arn: string): boolean {
  return WHOLE.some((whole) => whole.test(arn));
}

/** The paths above a parameter, as calls by path name them. */
export function pathsAbove(arn: string): string[] {
  const parts = parseArn(arn);
  if (parts === null || parts.service !== "ssm" || !parts.resource.startsWith("parameter/")) return [];
  const head = arn.slice(0, arn.length - parts.resource.length);
  const segments = parts.resource
    .replace(/^parameter\//, "")
    .split("/")
    .slice(0, -1);
  const paths = segments.map((_, n) => segments.slice(0, n + 1).join("/"));
  return [
    ...paths.flatMap((path) => [`${head}parameter/${path}`, `${head}parameter/${path}/`, `/${path}`, `/${path}/`]),
    `${head}parameter/`,
    "/",
  ];
}
