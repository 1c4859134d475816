import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { listStory as endpoint } from "@/lib/resources/contract";
import { listStory } from "@/lib/resources/server/list-story";

export const GET = serve(endpoint, listStory, authorise);
