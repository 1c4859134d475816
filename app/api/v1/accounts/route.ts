import { accountsList } from "@/lib/accounts/contract";
import { listAccounts } from "@/lib/accounts/server/list-accounts";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(accountsList, listAccounts, authorise);
