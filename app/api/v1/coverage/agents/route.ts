import { listAgentPaths as endpoint } from "@/lib/coverage/agents/contract";
import { listAgentPaths } from "@/lib/coverage/server/agents/list-agent-paths";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listAgentPaths, authorise);
