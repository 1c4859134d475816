import { accountPassword } from "@/lib/auth/contract";
import { authorisePasswordChange } from "@/lib/auth/server/authorise";
import { changePassword } from "@/lib/auth/server/change-password";
import { serve } from "@/lib/http/serve";

export const POST = serve(accountPassword, changePassword, authorisePasswordChange);
