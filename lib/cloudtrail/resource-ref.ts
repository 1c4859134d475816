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

type Known = { readonly type: string; readonly account: string | null; readonly ref: ResourceRef };

/** One key is named with and without its type and account: listed, in a parameter, as what holds another. */
const VARIANTS = 4;
const refs = new BoundedCache<Known[]>(10_000);

/** The reference for a resource, with what holds it; the same object for a resource that is often named. */
export function resourceRef(named: NamedResource): ResourceRef {
  const { key, type, account } = named;
  const known = refs.get(key);
  if (known !== undefined) for (const one of known) if (one.type === type && one.account === account) return one.ref;
  const ref = makeRef(named);
  if (known === undefined) refs.set(key, [{ type, account, ref }]);
  else if (known.unshift({ type, account, ref }) > VARIANTS) known.pop();
  return ref;
}

function makeRef({ key, type, account }: NamedResource): ResourceRef {
  const parts = partsOf(key);
  const shape = parts === null ? null : shapeOf(key, parts);
  const owner = parts !== null && parts.account !== "" ? parts.account : account;
  return {
    type: type !== "" ? storableText(type, TEXT_LIMITS.name) : (shape?.type ?? ""),
    key: storableText(key, TEXT_LIMITS.resourceKey),
    account: owner === null ? null : storableText(owner, TEXT_LIMITS.code),
    parent: parts === null || shape === null ? null : parentOf(key, { parts, shape, account }),
  };
}

/** Where the parts of an ARN that matter here are: this runs for every object that is touched, so it cuts no more than it needs. */
type Parts = { readonly service: string; readonly account: string; readonly resourceAt: number };

function partsOf(key: string): Parts | null {
  if (!key.startsWith("arn:")) return null;
  const service = key.indexOf(":", 4);
  const region = service < 0 ? -1 : key.indexOf(":", service + 1);
  const account = region < 0 ? -1 : key.indexOf(":", region + 1);
  const resource = account < 0 ? -1 : key.indexOf(":", account + 1);
  if (resource < 0) return null;
  return {
    service: key.slice(service + 1, region),
    account: account + 1 === resource ? "" : key.slice(account + 1, resource),
    resourceAt: resource + 1,
  };
}

const SHAPES_BY_SERVICE = new Map<string, ArnShape[]>();
for (const shape of ARN_SHAPES) {
  const shapes = SHAPES_BY_SERVICE.get(shape.service);
  if (shapes === undefined) SHAPES_BY_SERVICE.set(shape.service, [shape]);
  else shapes.push(shape);
}

const NO_SHAPES: readonly ArnShape[] = [];

function shapeOf(key: string, { service, account, resourceAt }: Parts): ArnShape | null {
  for (const shape of SHAPES_BY_SERVICE.get(service) ?? NO_SHAPES) {
    if ((shape.owned && account === "") || !key.startsWith(shape.prefix, resourceAt)) continue;
    if (shape.contains === undefined || key.includes(shape.contains, resourceAt + shape.prefix.length)) return shape;
  }
  return null;
}

type ParentInput = { readonly parts: Parts; readonly shape: ArnShape; readonly account: string | null };

function parentOf(key: string, { parts, shape, account }: ParentInput): ResourceRef | null {
  if (shape.parent === undefined) return null;
  if ("cutAt" in shape.parent) {
    const cut = key.indexOf(shape.parent.cutAt, parts.resourceAt + shape.prefix.length);
    return cut <= parts.resourceAt ? null : resourceRef({ key: key.slice(0, cut), type: "", account });
  }
  const resource = key.slice(parts.resourceAt);
  const segments = resource.split(/[/:]/, 4);
  const parent = shape.parent.segments.replace(/\{(\d)\}/g, (_, n: string) => segments[Number(n)] ?? "");
  return parent === resource ? null : resourceRef({ key: key.slice(0, parts.resourceAt) + parent, type: "", account });
}
