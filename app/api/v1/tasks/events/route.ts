import { listTaskEvents as endpoint } from "@/lib/tasks/contract";
import { listTaskEvents } from "@/lib/tasks/server/list-task-events";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listTaskEvents, authorise);
