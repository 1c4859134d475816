import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import type { AnswerResult, askQuestion as endpoint } from "../../answers/contract";
import { answerQuestion, CREDENTIAL_LIFE_MS } from "../../answers/answer-question";
import type { CoverageModel } from "../../coverage-model";
import type { HeldPlace } from "../../fact";
import { sinksOf } from "../../sinks-at";
import type { Span } from "../../spans";
import { watchedSpan } from "../../watched-span";
import { readKnowledge, readModel } from "../knowledge";
import { askResource } from "./ask-resource";
import { askSubject, whenMade } from "./ask-subject";
import { readCopies } from "./read-copies";
import { NOTHING_DERIVED, readDerived } from "./read-derived";
import { readIndirect } from "./read-indirect";
import { readPolicies } from "./read-policies";
import { readTouches } from "./read-touches";
import { withShares } from "./with-shares";
import { readUnnamed } from "./read-unnamed";
import { existedBefore, readUnread } from "./read-unread";

type Input = z.output<typeof endpoint.input>;

/** From when on any files of these accounts are here. */
function beginOf(held: readonly HeldPlace[], accounts: readonly string[]): number | null {
  const begins = held
    .filter(({ account }) => accounts.includes(account))
    .flatMap(({ complete }) => complete.map(({ fromMs }) => fromMs));
  return begins.length === 0 ? null : Math.min(...begins);
}

/** Where a record that cannot be read may hide a touch, or a change of what was recorded: in the logs of accounts and of whose trails watch them. */
function unreadBy(model: CoverageModel, accounts: readonly string[], window: Span) {
  const watching = accounts.flatMap((account) => [account, ...sinksOf(model, account).map(({ owner }) => owner)]);
  const { fromMs, toMs } = watchedSpan(model, accounts, window);
  return { from: new Date(fromMs), to: new Date(toMs), accounts: [...new Set(watching)] };
}

/** Did somebody do something to a thing between two times? Reads all that speaks for and against it, and answers. */
export async function askQuestion(ctx: Context, input: Input): Promise<AnswerResult> {
  if (input.toMs <= input.fromMs) throw new AppError("invalid-input", "The time asked about ends before it begins.");
  const [from, to] = [new Date(input.fromMs), new Date(input.toMs)];
  const resource = await askResource(ctx, input.resource);
  const who = input.identity === undefined ? null : await askSubject(ctx, input.identity);
  const principalIds = who?.principalIds ?? [];
  const since = new Date(input.fromMs - CREDENTIAL_LIFE_MS);
  const derived = who === null ? NOTHING_DERIVED : await readDerived(ctx, { principalIds, from: since, to });
  const asked = { resource, principalIds, derived, from, to };
  const { touches, isCut } = await readTouches(ctx, asked);
  const [knowledge, model] = [await readKnowledge(ctx), await readModel(ctx)];
  const accounts = [
    ...derived.issued.flatMap(({ account }) => account ?? []),
    ...(who?.subject.accounts ?? []),
    ...(resource.asked.account === null ? [] : [resource.asked.account]),
  ];
  const evidence = {
    touches,
    touchesAreCut: isCut || derived.isCut,
    issued: derived.issued,
    indirect: who === null ? [] : await readIndirect(ctx, asked),
    unnamed: await readUnnamed(ctx, { ...asked, did: input.did, isAnybody: who === null }),
    ...(await readUnread(ctx, unreadBy(model, accounts, { fromMs: since.getTime(), toMs: input.toMs }))),
    dropped: knowledge.dropped,
    existedBefore: await existedBefore(ctx, resource, from),
    policies: who === null ? await readPolicies(ctx, resource, to) : [],
    copies: await readCopies(ctx, resource, to),
    regions: knowledge.places.regions,
    createdMs: who === null ? null : await whenMade(ctx, who),
    beginMs: beginOf(knowledge.held, who?.subject.accounts ?? []),
  };
  const question = {
    did: input.did,
    fromMs: input.fromMs,
    toMs: input.toMs,
    subject: who?.subject ?? null,
    resource: resource.asked,
  };
  const answer = answerQuestion(question, evidence, model);
  return {
    ...answer,
    events: [...answer.events],
    attempts: [...answer.attempts],
    limits: (await withShares(ctx, answer.limits, model)).map((limit) => ({ ...limit, events: [...limit.events] })),
    assumptions: [...answer.assumptions],
    question: {
      ...question,
      subject: question.subject === null ? null : { ...question.subject, accounts: [...question.subject.accounts] },
    },
    askedAtMs: ctx.now().getTime(),
  };
}
