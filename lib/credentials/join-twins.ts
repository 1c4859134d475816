import type { Mechanism } from "@/lib/cloudtrail/issuance";
import { fitsEachOther } from "./fits";
import type { FoldedFact } from "./fold-copies";

type Twin = { readonly mechanism: Mechanism; readonly isOf: (fact: FoldedFact) => boolean };

const takenBy =
  (...services: string[]) =>
  ({ asker }: FoldedFact): boolean =>
    asker.kind === "aws-service" && services.includes(asker.name);

/** Services that hand out sessions of roles record it themselves, and STS records beside it how the role was taken. */
const TWINS: Partial<Record<Mechanism, Twin>> = {
  "pod-identity": {
    mechanism: "service-assume-role",
    isOf: takenBy("pods.eks.amazonaws.com", "eks-auth.amazonaws.com"),
  },
  "roles-anywhere": { mechanism: "service-assume-role", isOf: takenBy("rolesanywhere.amazonaws.com") },
  cognito: {
    mechanism: "assume-role-with-web-identity",
    isOf: ({ scope }) => scope === "cognito-identity.amazonaws.com",
  },
};

/**
 * One fact for an issuance that two services tell of: that which names who asked, with what only the other says. Two records of one
 * service stay two claims, and so does what the two would say of different sessions.
 */
export function joinTwins(facts: readonly FoldedFact[]): readonly FoldedFact[] {
  if (facts.length < 2) return facts;
  const joined = new Set<FoldedFact>();
  const all = facts.flatMap((fact): FoldedFact[] => {
    const twins = twinsOf(fact, facts);
    const [twin, another] = twins;
    // Its twin may be that of one alone.
    if (
      twin === undefined ||
      another !== undefined ||
      facts.filter((one) => twinsOf(one, facts).includes(twin)).length > 1
    )
      return [fact];
    joined.add(twin);
    return [oneOfTwo(fact, twin)];
  });
  return all.filter((fact) => !joined.has(fact));
}

function twinsOf(fact: FoldedFact, facts: readonly FoldedFact[]): readonly FoldedFact[] {
  const twin = TWINS[fact.mechanism];
  if (twin === undefined) return [];
  return facts.filter(
    (one) => one.mechanism === twin.mechanism && one.key === fact.key && twin.isOf(one) && fitsEachOther(fact, one),
  );
}

function oneOfTwo(fact: FoldedFact, twin: FoldedFact): FoldedFact {
  const isNamed = fact.issuerKey !== null || fact.asker.kind !== "unattributed" || twin.asker.kind === "aws-service";
  const [told, other] = isNamed ? [fact, twin] : [twin, fact];
  return {
    ...told,
    account: told.account ?? other.account,
    name: told.name ?? other.name,
    uniqueId: told.uniqueId ?? other.uniqueId,
    sessionName: told.sessionName ?? other.sessionName,
    expiresAtMs: told.expiresAtMs ?? other.expiresAtMs,
    sourceIdentity: told.sourceIdentity ?? other.sourceIdentity,
    subject: told.subject ?? other.subject,
    scope: told.scope ?? other.scope,
    tags: [...new Set([...told.tags, ...other.tags])],
    recordedInAll: [...new Set([...told.recordedInAll, ...other.recordedInAll])].sort(),
  };
}
