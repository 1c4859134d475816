type Resource = { readonly arn: string | null; readonly isPrefix: boolean };

/** The values that mean "all of this type": the service's ARN without anything behind it, in any partition. */
const ALL: Readonly<Record<string, RegExp>> = {
  "aws::s3::object": /^arn:[a-z-]+:s3(:::)?$/,
  "aws::lambda::function": /^arn:[a-z-]+:lambda$/,
  "aws::dynamodb::table": /^arn:[a-z-]+:dynamodb$/,
};

/** Whether a value of a basic selector means every resource of the type. */
export function isEveryResource(type: string, value: string): boolean {
  return ALL[type.toLowerCase()]?.test(value) ?? false;
}

/**
 * Whether a value of a basic selector covers a resource. For objects a value is a prefix, which for a whole bucket ends in a slash; for
 * functions and tables it is the whole ARN. Null where the record, or the value, leaves it open.
 */
export function basicValueTakes(type: string, value: string, resource: Resource): boolean | null {
  if (isEveryResource(type, value)) return true;
  const { arn, isPrefix } = resource;
  if (arn === null) return null;
  if (type.toLowerCase() !== "aws::s3::object") return arn === value;
  if (!arn.startsWith(value)) return isPrefix && value.startsWith(arn) ? null : false;
  const isBucketWithoutSlash = !value.slice(value.indexOf(":::") + 3).includes("/");
  return isBucketWithoutSlash && !arn.startsWith(`${value}/`) ? null : true;
}
