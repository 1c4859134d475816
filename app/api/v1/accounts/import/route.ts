import { accountsImport } from "@/lib/accounts/contract";
import { importAccounts } from "@/lib/accounts/server/import-accounts";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const POST = serve(accountsImport, importAccounts, authorise);
