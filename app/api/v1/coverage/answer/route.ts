import { askQuestion as endpoint } from "@/lib/coverage/answers/contract";
import { askQuestion } from "@/lib/coverage/server/answers/ask-question";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const POST = serve(endpoint, askQuestion, authorise);
