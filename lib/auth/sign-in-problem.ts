import { z } from "zod";

/** Why single sign-on let nobody in, in the words of the sign-in page. */
export const SIGN_IN_PROBLEMS = {
  unreachable:
    "The identity provider does not answer, or not as one. Try again; if it stays, an administrator finds the reason in the server's log.",
  clock:
    "The clocks of this server and of the identity provider differ by more than a few seconds. An administrator has to set one of them right.",
  "no-group":
    "The identity provider knows you, but none of your groups has a role here. Ask whoever manages your groups for one that has.",
  "name-taken":
    "Somebody else here has your user name or e-mail address already. An administrator can link that user to you; the audit log says how you are called.",
  disabled: "An administrator has disabled your user here. Ask them to enable it.",
  cancelled: "The identity provider did not let you in, or you left it before the end.",
  stale: "This sign-in was begun too long ago, in another browser, or gone back to. Begin again.",
  misconfigured:
    "The identity provider refused this application. An administrator has to compare its client id, secret and redirect address with the provider's; the server's log says what it refused.",
  failed: "Single sign-on failed on the way back. The server's log says more.",
} as const;

export const SignInProblem = z.enum(
  Object.keys(SIGN_IN_PROBLEMS) as [keyof typeof SIGN_IN_PROBLEMS, ...(keyof typeof SIGN_IN_PROBLEMS)[]],
);
export type SignInProblem = z.infer<typeof SignInProblem>;
