import { type AuditActor, recordAuditAs } from "@/lib/audit/server/record-audit";
import type { AppUser, Prisma, PrismaClient } from "@/lib/db/generated/client";
import { type GroupRoles, roleOfGroups } from "../group-roles";
import type { Role } from "../roles";
import type { SignInProblem } from "../sign-in-problem";
import type { ExternalPerson } from "./external-person";

type Door = { readonly now: () => Date; readonly address: string | null; readonly roles: GroupRoles };
type Admitted = { readonly user: AppUser } | { readonly problem: SignInProblem };
type Tx = Prisma.TransactionClient;

/**
 * Lets in somebody whom the identity provider vouches for: known by issuer and subject alone, made at the first time,
 * with the role that their groups give today. Whoever comes without such a group loses sessions and tokens at once.
 */
export async function admitExternal(db: PrismaClient, person: ExternalPerson, door: Door): Promise<Admitted> {
  const role = roleOfGroups(door.roles, person.groups);
  return db.$transaction(async (tx) => {
    // Several first sign-ins of one person at the same moment make one user.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('wakeline sign-in', 0))`;
    const { issuer, subject } = person;
    const known = await tx.appUser.findUnique({ where: { issuer_subject: { issuer, subject } } });
    if (role === null) return refuseWithoutGroup(tx, { person, known, door });
    if (known === null) return provision(tx, { person, role, door });
    if (known.disabledAt !== null) return refuse(tx, { person, known, door, problem: "disabled" });
    return welcomeBack(tx, { person, known, role, door });
  });
}

type Visit = { readonly person: ExternalPerson; readonly door: Door };
type KnownVisit = Visit & { readonly known: AppUser };

async function refuseWithoutGroup(
  tx: Tx,
  { known, ...visit }: Visit & { readonly known: AppUser | null },
): Promise<Admitted> {
  if (known !== null && known.accessLostAt === null) {
    const data = { accessLostAt: visit.door.now(), sessionVersion: { increment: 1 } };
    await tx.appUser.update({ where: { id: known.id }, data });
    await record(tx, visit, { action: "user.access-lost", target: known.id, detail: { username: known.username } });
  }
  return refuse(tx, { ...visit, known, problem: "no-group" });
}

async function provision(tx: Tx, { person, role, door }: Visit & { readonly role: Role }): Promise<Admitted> {
  const { issuer, subject, username, name, email } = person;
  const taken = [{ username }, ...(email === null ? [] : [{ email }, { username: email }])];
  const other = await tx.appUser.findFirst({ where: { OR: taken } });
  if (other !== null) return refuse(tx, { person, door, known: other, problem: "name-taken" });
  const data = { issuer, subject, username, name, email, role, lastSignInAt: door.now() };
  const user = await tx.appUser.create({ data });
  const detail = { username, role, issuer, subject };
  await record(tx, { person, door }, { action: "user.create", target: user.id, detail, user });
  await record(tx, { person, door }, { action: "sign-in", target: user.id, detail: { by: "single sign-on" }, user });
  return { user };
}

async function welcomeBack(
  tx: Tx,
  { person, known, role, door }: KnownVisit & { readonly role: Role },
): Promise<Admitted> {
  const { name, email } = person;
  const data = { name, email, role, accessLostAt: null, lastSignInAt: door.now() };
  const user = await tx.appUser.update({ where: { id: known.id }, data });
  if (known.role !== role) {
    const detail = { username: known.username, from: known.role, to: role, by: "groups" };
    await record(tx, { person, door }, { action: "user.role", target: known.id, detail, user });
  }
  await record(tx, { person, door }, { action: "sign-in", target: known.id, detail: { by: "single sign-on" }, user });
  return { user };
}

async function refuse(
  tx: Tx,
  { person, door, known, problem }: Visit & { readonly known: AppUser | null; readonly problem: SignInProblem },
): Promise<Admitted> {
  const { issuer, subject, username, email } = person;
  const detail = { reason: problem, issuer, subject, username, email };
  await record(tx, { person, door }, { action: "sign-in.refused", target: known?.id ?? null, detail });
  return { problem };
}

type Entry = {
  readonly action: string;
  readonly target: string | null;
  readonly detail: Prisma.InputJsonObject;
  /** Who did it, once they are let in. */
  readonly user?: AppUser;
};

async function record(tx: Tx, { door }: Visit, { user, ...entry }: Entry): Promise<void> {
  const actor: AuditActor = user
    ? { kind: "user", id: user.id, name: user.username, address: door.address }
    : { kind: "anonymous", id: null, name: "single sign-on", address: door.address };
  await recordAuditAs({ db: tx, now: door.now, actor }, entry);
}
