import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { getTaskCoverage as endpoint } from "@/lib/tasks/contract";
import { getTaskCoverage } from "@/lib/tasks/server/get-task-coverage";

export const GET = serve(endpoint, getTaskCoverage, authorise);
