import type { World } from "../organisation/world";
import { agentcoreDesk } from "./agentcore-desk";
import { batchAndEvaluation } from "./batch-and-evaluation";
import { clustersAndHosts } from "./clusters-and-hosts";
import { codingAgent } from "./coding-agent";
import { continuousIntegration } from "./continuous-integration";
import { etl } from "./etl";
import { people } from "./people";
import { ragAssistant } from "./rag-assistant";
import { servicesAndScanners } from "./services-and-scanners";
import type { Workload } from "./workload";

/** Everything that runs in the background, with fresh credentials. */
export function allWorkloads(world: World): readonly Workload[] {
  return [
    ...ragAssistant(world),
    ...agentcoreDesk(),
    ...batchAndEvaluation(),
    ...etl(),
    ...continuousIntegration(),
    ...clustersAndHosts(),
    ...people(),
    ...codingAgent(),
    ...servicesAndScanners(),
  ];
}
