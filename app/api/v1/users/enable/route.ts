import { userEnable } from "@/lib/auth/contract";
import { authorise } from "@/lib/auth/server/authorise";
import { enableUser } from "@/lib/auth/server/enable-user";
import { serve } from "@/lib/http/serve";

export const POST = serve(userEnable, enableUser, authorise);
