import { userDisable } from "@/lib/auth/contract";
import { authorise } from "@/lib/auth/server/authorise";
import { disableUser } from "@/lib/auth/server/disable-user";
import { serve } from "@/lib/http/serve";

export const POST = serve(userDisable, disableUser, authorise);
