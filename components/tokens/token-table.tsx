"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TimeText } from "@/components/common/time-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { tokensQuery } from "@/lib/auth/query-options";
import { type ApiToken, tokenRevoke, type TokenState } from "@/lib/auth/token-contract";
import { call } from "@/lib/http/call";

type TokenTableProps = { readonly tokens: readonly ApiToken[]; readonly showsOwner: boolean };

const STATES: Record<TokenState, { readonly tone: "success" | "danger" | "neutral"; readonly text: string }> = {
  active: { tone: "success", text: "works" },
  expired: { tone: "neutral", text: "expired" },
  revoked: { tone: "neutral", text: "revoked" },
  "owner-shut-out": { tone: "danger", text: "owner shut out" },
};

/** Tokens, and the way to end them. */
export function TokenTable({ tokens, showsOwner }: TokenTableProps) {
  return (
    <Table label="API tokens">
      <thead>
        <tr>
          <TableHead>Token</TableHead>
          {showsOwner ? <TableHead>Owner</TableHead> : null}
          <TableHead>May</TableHead>
          <TableHead>State</TableHead>
          <TableHead>Expires</TableHead>
          <TableHead>Last used</TableHead>
          <TableHead>
            <span className="sr-only">Actions</span>
          </TableHead>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} showsOwner={showsOwner} />
        ))}
      </tbody>
    </Table>
  );
}

function TokenRow({ token, showsOwner }: { readonly token: ApiToken; readonly showsOwner: boolean }) {
  const state = STATES[token.state];
  return (
    <TableRow className={token.state === "active" ? "" : "text-muted"}>
      <TableCell>
        <div className="font-medium">{token.name}</div>
        <code className="text-xs text-muted">{token.hint}…</code>
      </TableCell>
      {showsOwner ? <TableCell>{token.owner}</TableCell> : null}
      <TableCell>
        {token.scopes.join(", ")}
        <span className="block text-xs text-muted">as {token.role}</span>
      </TableCell>
      <TableCell>
        <Badge tone={state.tone}>{state.text}</Badge>
        {token.revokedBy === null ? null : <span className="block text-xs text-muted">by {token.revokedBy}</span>}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <TimeText at={token.expiresAt} precision="minute" />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {token.lastUsedAt === null ? (
          <span className="text-muted">never</span>
        ) : (
          <>
            <TimeText at={token.lastUsedAt} precision="minute" />
            {token.lastUsedAddress === null ? null : (
              <span className="block text-xs text-muted">from {token.lastUsedAddress}</span>
            )}
          </>
        )}
      </TableCell>
      <TableCell className="text-right">
        {token.state === "revoked" || token.state === "expired" ? null : <RevokeButton token={token} />}
      </TableCell>
    </TableRow>
  );
}

function RevokeButton({ token }: { readonly token: ApiToken }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => call(tokenRevoke, { tokenId: token.id }),
    onError: (error) => toast.error(`${token.name} was not revoked`, error.message),
    onSuccess: () => toast.success(`${token.name} does not work any more`),
    onSettled: () => client.invalidateQueries(tokensQuery.every()),
  });
  return (
    <Button
      variant="danger"
      size="sm"
      disabled={revoke.isPending}
      onClick={() => revoke.mutate()}
      aria-label={`Revoke ${token.name}`}
    >
      Revoke
    </Button>
  );
}
