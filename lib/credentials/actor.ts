/** In whose hand a credential was: a person's sign-in does not make all that is done with it a person's doing. */
export const ACTORS = ["person-in-console", "persons-tool", "agent-for-person", "workload", "undetermined"] as const;
export type Actor = (typeof ACTORS)[number];

/** What is known of some calls of one credential. */
export type Hand = {
  readonly identityKind: string;
  readonly human: string;
  /** Why the identity is human or not. */
  readonly reason: string;
  readonly agent: string | null;
  readonly fromConsole: boolean;
  readonly scope: string | null;
  readonly delivery: string | null;
  readonly signInSession: string | null;
  /** A service called for the holder. */
  readonly forwarded: boolean;
};

export type ActorVerdict = { readonly actor: Actor; readonly because: string };

/** Who held it, and what shows that; undetermined where nothing does. */
export function actorOf(hand: Hand): ActorVerdict {
  const { agent, fromConsole, scope, delivery, signInSession, human, reason } = hand;
  if (agent !== null) return agentOf(hand, agent);
  if (fromConsole) return { actor: "person-in-console", because: "the records say that the session is the console's" };
  if (scope !== null) return { actor: "workload", because: `the credential was issued to ${scope}` };
  if (delivery !== null)
    return { actor: "workload", because: `an instance got it from its metadata service, version ${delivery}` };
  if (human === "non-human") return { actor: "workload", because: reason };
  if (signInSession !== null)
    return { actor: "persons-tool", because: `a sign-in session stands behind it: ${signInSession}` };
  if (human === "human") return { actor: "persons-tool", because: `${reason}; no mark of the console` };
  return {
    actor: "undetermined",
    because: "neither the console, nor an agent, nor a workload is named in the records",
  };
}

function agentOf({ signInSession, human, identityKind, forwarded }: Hand, agent: string): ActorVerdict {
  const told = forwarded ? `${agent} made the calls` : `the user agent, which callers choose, names ${agent}`;
  if (signInSession !== null)
    return { actor: "agent-for-person", because: `${told}, over the sign-in session ${signInSession}` };
  if (human === "human")
    return { actor: "agent-for-person", because: `${told}, and the identity is a person's (${identityKind})` };
  if (human === "non-human")
    return { actor: "workload", because: `${told}, and the identity is a workload's (${identityKind})` };
  return { actor: "undetermined", because: `${told}; for whom it acted is not known` };
}
