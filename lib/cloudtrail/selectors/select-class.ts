import { basicValueTakes, isEveryResource } from "./basic-values";
import { isSelecting, passes } from "./field-test";
import { type Atom, atomsOf, type EventClass } from "./event-class";
import type { AdvancedSelector, BasicSelector, FieldSelector, SelectorSet } from "./selector-set";

/** How much of one atom is taken: `some` where a field outside the class (an ARN, a principal) decides. */
type Amount = "all" | "some" | "none";
type Take = { readonly amount: Amount; readonly dimensions: readonly string[]; readonly selector: number };

/** What a selector set takes of a class, atom by atom: the form in which several sinks can be joined. */
export type ClassTake = {
  readonly eventClass: EventClass;
  readonly atoms: readonly Atom[];
  readonly takes: readonly Take[];
};

/** How much of a class is taken. `unknown`: it hangs on whether its operations only read, which sources do not agree on. */
export type Extent = "all" | "part" | "none" | "unknown";
export type ClassExtent = {
  readonly extent: Extent;
  /** The fields that narrow it, in the words of the selectors. */
  readonly dimensions: readonly string[];
  /** The selectors that take something of it: positions in the set; meaningful for one set. */
  readonly selectors: readonly number[];
};

const RANK: Readonly<Record<Amount, number>> = { none: 0, some: 1, all: 2 };
const NOTHING: Take = { amount: "none", dimensions: [], selector: -1 };

/** Puts every atom of a class to a selector set. */
export function selectClass(set: SelectorSet, eventClass: EventClass): ClassTake {
  const atoms = atomsOf(eventClass);
  const takes = atoms.map((atom) => {
    const each =
      set.kind === "basic"
        ? set.selectors.map((selector, n) => takeBasic(selector, { eventClass, atom, n }))
        : set.selectors.map((selector, n) => takeAdvanced(selector, { eventClass, atom, n }));
    return each.reduce(better, NOTHING);
  });
  return { eventClass, atoms, takes };
}

const nothings = new WeakMap<EventClass, ClassTake>();

/** The same for nothing selected at all. */
export function selectNothing(eventClass: EventClass): ClassTake {
  const known = nothings.get(eventClass);
  if (known !== undefined) return known;
  const atoms = atomsOf(eventClass);
  const nothing = { eventClass, atoms, takes: atoms.map(() => NOTHING) };
  nothings.set(eventClass, nothing);
  return nothing;
}

/** The same narrowed by something outside the selectors: of nothing is all of it certain any more. */
export function narrowTake(take: ClassTake, dimension: string): ClassTake {
  const takes = take.takes.map((one) =>
    one.amount === "none" ? one : { ...one, amount: "some" as const, dimensions: [...one.dimensions, dimension] },
  );
  return { ...take, takes };
}

/** What several sinks take together: an event is recorded where any of them records it. */
export function joinTakes(takes: readonly ClassTake[], eventClass: EventClass): ClassTake {
  const taking = takes.filter((take) =>
    take.takes.some(({ amount, dimensions }) => amount !== "none" || dimensions.length > 0),
  );
  const [only] = taking;
  if (only === undefined) return selectNothing(eventClass);
  const whole = taking.find((take) => extentOf(take).extent === "all");
  if (whole !== undefined || taking.length === 1) return whole ?? only;
  return taking.reduce(
    (sum, one) => ({ ...sum, takes: sum.takes.map((take, n) => better(take, one.takes[n] ?? NOTHING)) }),
    selectNothing(eventClass),
  );
}

/** Whether of every atom at least as much is taken as by another. */
export function takesAsMuch(one: ClassTake, other: ClassTake): boolean {
  return other.takes.every(({ amount }, n) => RANK[one.takes[n]?.amount ?? "none"] >= RANK[amount]);
}

/** Of what is only in part taken by each of two, how much both take together cannot be told: it stays a part. */
function better(a: Take, b: Take): Take {
  if (RANK[b.amount] > RANK[a.amount]) return { ...b, dimensions: b.amount === "all" ? [] : b.dimensions };
  if (a.amount === "none") return { ...a, dimensions: [...new Set([...a.dimensions, ...b.dimensions])] };
  return a;
}

const extents = new WeakMap<ClassTake, ClassExtent>();

/** Sums the atoms up. */
export function extentOf(take: ClassTake): ClassExtent {
  const known = extents.get(take);
  if (known !== undefined) return known;
  const extent = sumUp(take);
  extents.set(take, extent);
  return extent;
}

function sumUp({ atoms, takes }: ClassTake): ClassExtent {
  const amounts = takes.map(({ amount }) => amount);
  const selectors = [...new Set(takes.flatMap(({ amount, selector }) => (amount === "none" ? [] : [selector])))];
  if (amounts.every((amount) => amount === "all")) return { extent: "all", dimensions: [], selectors };
  if (amounts.every((amount) => amount === "none")) return { extent: "none", dimensions: [], selectors };
  const dimensions = [...new Set(takes.flatMap((take) => take.dimensions))];
  const isCertain = takes.some(({ amount }, n) => amount !== "none" && isSure(atoms, takes, n));
  return isCertain ? { extent: "part", dimensions, selectors } : { extent: "unknown", dimensions, selectors };
}

/** Whether an atom that is taken really exists: of the two of an uncertain operation, both are or the other is taken too. */
function isSure(atoms: readonly Atom[], takes: readonly Take[], n: number): boolean {
  const atom = atoms[n];
  if (atom === undefined || !atom.isUncertain) return true;
  return atoms.every(
    (other, m) =>
      other.name !== atom.name || other.source !== atom.source || !other.isUncertain || takes[m]?.amount !== "none",
  );
}

type Question = { readonly eventClass: EventClass; readonly atom: Atom; readonly n: number };

function takeBasic(selector: BasicSelector, { eventClass, atom, n }: Question): Take {
  if (eventClass.category === "NetworkActivity") return NOTHING;
  const none = (dimension: string): Take => ({ amount: "none", dimensions: [dimension], selector: n });
  const within = eventClass.category === "Management" ? takeManagement(selector, atom) : takeData(selector, eventClass);
  if (within.amount === "none")
    return within.dimensions.length === 0 ? NOTHING : none(within.dimensions[0] ?? "eventSource");
  if (selector.readWrite !== "all" && (selector.readWrite === "read-only") !== atom.readOnly) return none("readOnly");
  return { ...within, selector: n };
}

type Within = { readonly amount: Amount; readonly dimensions: readonly string[] };

function takeManagement(selector: BasicSelector, atom: Atom): Within {
  if (!selector.management) return { amount: "none", dimensions: [] };
  if (atom.source === undefined)
    return selector.excludedSources.length > 0
      ? { amount: "some", dimensions: ["eventSource"] }
      : { amount: "all", dimensions: [] };
  return selector.excludedSources.includes(atom.source)
    ? { amount: "none", dimensions: ["eventSource"] }
    : { amount: "all", dimensions: [] };
}

function takeData(selector: BasicSelector, { resourceType, arn, mayBeQualified }: EventClass): Within {
  const values = selector.dataResources.flatMap((resource) =>
    resource.type.toLowerCase() === resourceType?.toLowerCase() ? resource.values : [],
  );
  if (values.length === 0) return { amount: "none", dimensions: [] };
  if (values.some((value) => isEveryResource(resourceType ?? "", value))) return { amount: "all", dimensions: [] };
  if (arn === undefined) return { amount: "some", dimensions: ["resources.ARN"] };
  const taken = values.map((value) => basicValueTakes(resourceType ?? "", value, { arn, isPrefix: false }));
  const whole = mayBeQualified === true ? "some" : "all";
  const amount = taken.includes(true) ? whole : taken.includes(null) ? "some" : "none";
  return { amount, dimensions: amount === "all" ? [] : ["resources.ARN"] };
}

/** What a selector is about: a field of these that does not fit says that it is about something else, not that it narrows. */
const GATES = new Set(["eventCategory", "resources.type"]);

function takeAdvanced(selector: AdvancedSelector, question: Question): Take {
  const { eventClass, atom, n } = question;
  const gates = selector.fields.filter(({ field }) => GATES.has(field));
  if (gates.some((field) => amountOf(field, eventClass, atom) !== "all")) return NOTHING;
  if (eventClass.category !== "Management" && !isAbout(selector, eventClass)) return NOTHING;
  let amount: Amount = "all";
  const dimensions: string[] = [];
  for (const field of selector.fields) {
    const one = amountOf(field, eventClass, atom);
    if (one === "all") continue;
    dimensions.push(field.field);
    if (RANK[one] < RANK[amount]) amount = one;
  }
  return { amount, dimensions, selector: n };
}

/** A data selector names a type and a network one a source: without it, AWS would not have taken it. */
function isAbout(selector: AdvancedSelector, { category, sources }: EventClass): boolean {
  if (category === "Data") return selector.fields.some(({ field }) => field === "resources.type");
  const source = selector.fields.find(({ field }) => field === "eventSource");
  return source !== undefined && (sources.length === 0 || sources.some((one) => passes(source, one)));
}

function amountOf(field: FieldSelector, eventClass: EventClass, atom: Atom): Amount {
  switch (field.field) {
    case "eventCategory":
      return passes(field, eventClass.category) ? "all" : "none";
    case "resources.type":
      return field.equals.some((type) => type.toLowerCase() === eventClass.resourceType?.toLowerCase())
        ? "all"
        : "none";
    case "readOnly":
      return passes(field, String(atom.readOnly)) ? "all" : "none";
    case "eventSource":
      return atom.source === undefined ? amongOthers(field, []) : passes(field, atom.source) ? "all" : "none";
    case "eventName":
      if (atom.name !== undefined) return passes(field, atom.name) ? "all" : "none";
      return amongOthers(
        field,
        eventClass.operations.map(({ name }) => name),
      );
    case "resources.ARN":
      if (eventClass.arn !== undefined) return ofOneResource(field, eventClass.arn, eventClass.mayBeQualified === true);
      return isWholePartition(field, eventClass.resourceType) ? "all" : "some";
    default:
      return "some";
  }
}

function ofOneResource(field: FieldSelector, arn: string, mayBeQualified: boolean): Amount {
  const bare = passes(field, arn);
  if (!mayBeQualified) return bare ? "all" : "none";
  const within = `${arn}:`;
  const isPrefix = (prefix: string): boolean => within.startsWith(prefix);
  const isInside = (value: string): boolean => value.startsWith(within);
  const isEvery = !isSelecting(field) || field.startsWith.some(isPrefix);
  const isAny = isEvery || [...field.equals, ...field.startsWith].some(isInside) || field.endsWith.length > 0;
  const isCut = [...field.notEquals, ...field.notStartsWith].some(isInside) || field.notEndsWith.length > 0;
  const isNone = field.notStartsWith.some(isPrefix);
  if (bare && isEvery && !isCut && !isNone) return "all";
  return bare || (isAny && !isNone) ? "some" : "none";
}

/** For a value that is any other than the listed ones. */
function amongOthers(field: FieldSelector, listed: readonly string[]): Amount {
  const others = (values: readonly string[]): boolean => values.some((value) => !listed.includes(value));
  const isPattern = field.startsWith.length + field.endsWith.length > 0;
  if (isSelecting(field)) return isPattern || others(field.equals) ? "some" : "none";
  const isNarrowed = field.notStartsWith.length + field.notEndsWith.length > 0 || others(field.notEquals);
  return isNarrowed ? "some" : "all";
}

/** Only objects of ordinary buckets have ARNs without Region and account: an access point's begins otherwise. */
function isWholePartition(field: FieldSelector, type: string | null): boolean {
  const isDeselecting = field.notEquals.length + field.notStartsWith.length + field.notEndsWith.length > 0;
  const whole = ["arn:", "arn:aws:", ...(type === "AWS::S3::Object" ? ["arn:aws:s3:::"] : [])];
  return !isDeselecting && field.startsWith.some((prefix) => whole.includes(prefix));
}
