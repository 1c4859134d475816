import { describe, expect, it } from "vitest";
import { basisOf, titleOf, workloadOf } from "./cut-basis";

const TASK = "0123456789abcdef0123456789abcdef";

describe("the basis of a cut", () => {
  it("is the invocation where no pause cuts, and names the piece of work", () => {
    expect(basisOf(null, TASK)).toBe("invocation");
    expect(basisOf(60_000, TASK)).toBe("idle-gap");
    expect(basisOf(null, null)).toBe("credential-lifetime");
    expect(titleOf(TASK, "invocation")).toBe(`invocation ${TASK}`);
  });
});

describe("the workload that a credential was given to", () => {
  it("is an instance only with the mark that EC2 puts on what it delivers", () => {
    const named = { scope: null, sessionName: "i-0123456789abcdef0" };
    expect(workloadOf({ ...named, delivery: "2.0" })).toBe("i-0123456789abcdef0");
    expect(workloadOf({ ...named, delivery: null })).toBeNull();
  });
});
