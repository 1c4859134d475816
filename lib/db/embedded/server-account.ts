import { statSync } from "node:fs";
import { AppError } from "@/lib/base/app-error";
import { type Account, runProgram } from "./run-program";

const OWN_ACCOUNT = "wakeline";

/**
 * The account that runs the server. PostgreSQL refuses root, so that root gets another one: the owner of data that
 * are there already, an account of our own, or one that every system has.
 */
export function serverAccount(data: string, notice: (text: string) => void): Account {
  if (process.getuid?.() !== 0) return null;
  const owner = ownerOf(data);
  if (owner && owner.uid !== 0) return owner;
  const account =
    accountNamed(OWN_ACCOUNT) ?? createAccount(notice) ?? accountNamed("postgres") ?? accountNamed("nobody");
  if (account) return account;
  throw new AppError(
    "unavailable",
    `PostgreSQL does not run as root, and no other account could be made. Run "useradd --system ${OWN_ACCOUNT}", start Wakeline as an ordinary user, or set DATABASE_URL.`,
  );
}

function ownerOf(folder: string): Account {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat ? { uid: stat.uid, gid: stat.gid } : null;
}

function createAccount(notice: (text: string) => void): Account {
  const asRoot = { account: null };
  const made =
    runProgram("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", OWN_ACCOUNT], asRoot).ok ||
    runProgram("adduser", ["-S", "-D", "-H", "-s", "/sbin/nologin", OWN_ACCOUNT], asRoot).ok;
  const account = made ? accountNamed(OWN_ACCOUNT) : null;
  if (account) notice(`PostgreSQL does not run as root: made the system account "${OWN_ACCOUNT}" for it.`);
  return account;
}

function accountNamed(name: string): Account {
  const [uid, gid] = ["-u", "-g"].map((flag) => {
    const { ok, output } = runProgram("id", [flag, name], { account: null });
    return ok && /^\d+$/.test(output) ? Number(output) : null;
  });
  return uid && gid ? { uid, gid } : null;
}
