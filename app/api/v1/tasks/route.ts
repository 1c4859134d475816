import { listTasks as endpoint } from "@/lib/tasks/contract";
import { listTasks } from "@/lib/tasks/server/list-tasks";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listTasks, authorise);
