import { type Arn, formatArn, parseArn } from "./arn";
import { ARN_SHAPES, type ArnShape } from "./arn-shapes";
import { BoundedCache } from "./bounded-cache";
import type { ResourceRef } from "./normalised-event";
import { storableText, TEXT_LIMITS } from "./storable-text";

export type NamedResource = {
  /** Its ARN, or the name as sent. */
  readonly key: string;
  /** As the record gives it, else ''. An ARN may say more. */
  readonly type: string;
  /** Whose it is, where the ARN does not say. */
  readonly account: string | null;
};

const refs = new BoundedCache<{ readonly named: NamedResource; readonly ref: ResourceRef }>(10_000);

/** The reference for a resource, with what holds it; the same object for the same resource. */
export function resourceRef(named: NamedResource): ResourceRef {
  const known = refs.get(named.key);
  if (known !== undefined && known.named.type === named.type && known.named.account === named.account) return known.ref;
  const ref = makeRef(named);
  refs.set(named.key, { named, ref });
  return ref;
}

function makeRef({ key, type, account }: NamedResource): ResourceRef {
  const arn = parseArn(key);
  const shape = arn === null ? null : shapeOf(arn);
  const parent = arn === null || shape === null ? null : parentOf(arn, shape, account);
  const owner = arn !== null && arn.account !== "" ? arn.account : account;
  return {
    type: storableText(type !== "" ? type : (shape?.type ?? ""), TEXT_LIMITS.name),
    key: storableText(key, TEXT_LIMITS.resourceKey),
    account: owner === null ? null : storableText(owner, TEXT_LIMITS.code),
    parent,
  };
}

const SHAPES_BY_SERVICE = new Map<string, ArnShape[]>();
for (const shape of ARN_SHAPES) {
  const shapes = SHAPES_BY_SERVICE.get(shape.service);
  if (shapes === undefined) SHAPES_BY_SERVICE.set(shape.service, [shape]);
  else shapes.push(shape);
}

function shapeOf(arn: Arn): ArnShape | null {
  for (const shape of SHAPES_BY_SERVICE.get(arn.service) ?? []) {
    if (!arn.resource.startsWith(shape.prefix) || (shape.owned && arn.account === "")) continue;
    if (shape.contains === undefined || arn.resource.includes(shape.contains, shape.prefix.length)) return shape;
  }
  return null;
}

function parentOf(arn: Arn, shape: ArnShape, account: string | null): ResourceRef | null {
  if (shape.parent === undefined) return null;
  const resource =
    "cutAt" in shape.parent
      ? before(arn.resource, shape.parent.cutAt, shape.prefix.length)
      : filled(shape.parent.segments, arn.resource);
  return resource === "" ? null : resourceRef({ key: formatArn({ ...arn, resource }), type: "", account });
}

function before(text: string, marker: string, from: number): string {
  const at = text.indexOf(marker, from);
  return at < 0 ? "" : text.slice(0, at);
}

function filled(template: string, resource: string): string {
  const segments = resource.split(/[/:]/, 4);
  const text = template.replace(/\{(\d)\}/g, (_, n: string) => segments[Number(n)] ?? "");
  return text === resource ? "" : text;
}
