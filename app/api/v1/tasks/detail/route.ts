import { getTask as endpoint } from "@/lib/tasks/contract";
import { getTask } from "@/lib/tasks/server/get-task";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getTask, authorise);
