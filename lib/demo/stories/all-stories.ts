import type { World } from "../organisation/world";
import { agentOnASignIn } from "./agent-on-a-sign-in";
import { agentsReleased } from "./agents-released";
import { configurationChanges } from "./configuration-changes";
import { farEnd } from "./far-end";
import { foreignKeyEncryption } from "./foreign-key-encryption";
import { lightsOff } from "./lights-off";
import { llmJacking } from "./llm-jacking";
import { oneCredentialManyRuns } from "./one-credential-many-runs";
import { overdueAccess } from "./overdue-access";
import { patientIntruder } from "./patient-intruder";
import { pipelineToAdmin } from "./pipeline-to-admin";
import { quietExfiltration } from "./quiet-exfiltration";
import { secretsSweep } from "./secrets-sweep";
import { selfWideningAgent } from "./self-widening-agent";
import type { Story } from "./stage";
import { tokenVaultMisuse } from "./token-vault-misuse";
import { twoPathsToOneObject } from "./two-paths-to-one-object";

/** Every story, each with its own cast and times. */
export function allStories(world: World): readonly Story[] {
  return [
    llmJacking,
    foreignKeyEncryption,
    quietExfiltration,
    selfWideningAgent,
    overdueAccess,
    farEnd,
    pipelineToAdmin,
    tokenVaultMisuse,
    lightsOff,
    secretsSweep,
    oneCredentialManyRuns,
    patientIntruder,
    agentOnASignIn,
    twoPathsToOneObject,
    configurationChanges,
    agentsReleased,
  ].map((tell) => tell(world));
}
