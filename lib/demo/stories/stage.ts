import { isoSeconds } from "../base/calendar";
import { Random } from "../base/random";
import type { World } from "../organisation/world";
import type { Call, Scene } from "../records/call";
import type { Issued } from "../records/sts";

export type Cast = { readonly identity: string; readonly role: string; readonly human: "human" | "non-human" };
export type Blind = { readonly what: string; readonly why: string; readonly from: string; readonly to: string };
export type Provable = { readonly statement: string; readonly events: readonly string[] };
export type Task = {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly events: readonly string[];
};

/** One credential that led to another. */
export type Link = {
  readonly from: string;
  readonly to: string;
  readonly mechanism: string;
  readonly issuingEventId: string;
  readonly firstUseEventId: string | null;
};

/** What really happened in a story, as its author knows it. */
export type Story = {
  readonly id: string;
  /** Of the scenario catalogue, where it is one of them. */
  readonly scenario: string | null;
  readonly title: string;
  readonly summary: string;
  readonly cast: readonly Cast[];
  readonly links: readonly Link[];
  readonly tasks: readonly Task[];
  readonly provable: readonly Provable[];
  readonly blind: readonly Blind[];
  readonly calls: readonly Call[];
};

/** What is known of a story before it is played. */
export type Frame = Pick<Story, "id" | "scenario" | "title" | "summary" | "cast">;
/** What follows from it. */
export type Ending = { readonly provable: readonly Provable[]; readonly blind: readonly Blind[] };

/** Where a story is played: it keeps every call, the links between credentials and the tasks. */
export class Stage {
  readonly calls: Call[] = [];
  readonly scene: Scene;
  private current: string | null = null;
  private readonly issued: { readonly issued: Issued; readonly mechanism: string }[] = [];
  private readonly tasks: Task[] = [];

  constructor(
    readonly world: World,
    private readonly frame: Frame,
  ) {
    const emit = (call: Call) => {
      this.calls.push(call);
    };
    const currentTask = () => this.current;
    this.scene = {
      world,
      random: Random.of(world.seed, "story", frame.id),
      emit,
      story: frame.id,
      get task() {
        return currentTask();
      },
    };
  }

  /** Remembers that a credential was issued here. */
  link(issued: Issued, mechanism: string): Issued {
    this.issued.push({ issued, mechanism });
    return issued;
  }

  /** Everything that `act` does is one task. */
  task(title: string, act: () => void): readonly string[] {
    const first = this.calls.length;
    this.current = `${this.frame.id}/${this.tasks.length + 1}`;
    act();
    this.current = null;
    const own = this.calls.slice(first);
    const times = own.map((call) => call.deed.at).sort((a, b) => a - b);
    const events = own.map((call) => call.eventId);
    const [from = 0] = times;
    this.tasks.push({ title, from: isoSeconds(from), to: isoSeconds(times.at(-1) ?? from), events });
    return events;
  }

  end(ending: Ending): Story {
    const calls = [...this.calls].sort((a, b) => a.deed.at - b.deed.at);
    const links = this.issued.map(({ issued, mechanism }): Link => {
      const { credential } = issued.actor;
      const use = calls.find((call) => call.deed.actor.credential === credential && call !== issued.call);
      const { actor } = issued.call.deed;
      return {
        from: actor.credential ?? actor.identity,
        to: credential ?? "",
        mechanism,
        issuingEventId: issued.call.eventId,
        firstUseEventId: use?.eventId ?? null,
      };
    });
    return { ...this.frame, links, tasks: this.tasks, ...ending, calls };
  }
}

/** A span in words of the truth. */
export function span(from: number, to: number): { readonly from: string; readonly to: string } {
  return { from: isoSeconds(from), to: isoSeconds(to) };
}
