import { system, type User } from '#actor';
import { decideBan, setRole } from '#core/identity';
import { forgetSocket, issueSocketTicket, openSocket } from '#core/realtime';
import { loadUser } from '#core/users';
import { epoch } from '#platform/clock';
import { vault } from '#platform/vault';
import { endSession } from '../../../core/identity/end-session.ts';
import { putSession, type Session, sessionsOf } from '../../../core/identity/session.store.ts';
import { isAlive } from '../../../core/realtime/socket-rules.ts';
import { socketsOf } from '../../../core/realtime/sockets.store.ts';
import { bettor } from '../../support/make/users.ts';
import type { Rustle } from './day.ts';
import type { Dice } from './dice.ts';
import type { Run } from './run.ts';

interface Visitor {
  readonly user: User;
  readonly handle: string;
  readonly sessions: Session[];
}
/** A socket that was opened, as its client knows it. */
interface Opened {
  readonly connectionId: string;
  readonly visitor: Visitor;
  readonly origin: string;
  /** The issue of its ticket. None is renewed. */
  readonly issuedAt: string;
  readonly openedAt: string;
  hungUp: boolean;
}

export class Visits {
  readonly visitors: readonly Visitor[];
  readonly #opened: Opened[] = [];
  readonly #run: Run;

  private constructor(run: Run, visitors: readonly Visitor[]) {
    this.#run = run;
    this.visitors = visitors;
  }

  /** Two people of one run. */
  static async of(run: Run): Promise<Visits> {
    const join = async (n: number): Promise<Visitor> => {
      const handle = `visitor_${run.seed}_${n}`;
      return { user: await run.doUnbroken(() => bettor(handle, run.at())), handle, sessions: [] };
    };
    return new Visits(run, [await join(1), await join(2)]);
  }

  /** Twenty things that they or an operator do, within minutes. */
  async play(rustle: Rustle): Promise<void> {
    const { dice } = this.#run;
    for (const visitor of this.visitors) await this.#signIn(visitor);
    for (let steps = 20; steps > 0; steps--) {
      this.#run.pass(0.1 + dice.below(3));
      await this.#step(dice.pick(this.visitors), dice.fork());
      if (dice.chance(0.6)) await rustle(dice.fork());
    }
  }

  async #step(visitor: Visitor, dice: Dice): Promise<void> {
    const run = this.#run;
    const { handle, sessions } = visitor;
    const tried = (work: () => Promise<unknown>) => run.do(work).catch(() => {});
    const session = dice.pick(sessions);
    const role = (name: 'admin' | 'user') => setRole(system('set-role'), { handle, role: name, reason: 'Simulated.' }, run.at());
    const act = dice.pick([
      'connect',
      'connect',
      'connect',
      'connect',
      'sign in',
      'hang up',
      'leave',
      'ban',
      'lift',
      'role',
    ] as const);
    if (act === 'connect') await this.#connect(visitor, session, dice);
    if (act === 'sign in') await this.#signIn(visitor);
    if (act === 'leave') await tried(() => endSession(session, run.at()));
    if (act === 'hang up') await this.#hangUp(visitor, tried);
    if (act === 'ban')
      await tried(() => decideBan(system('ban-user'), { kind: 'ban', scope: 'all', handle, reason: 'Simulated.' }, run.at()));
    if (act === 'lift')
      await tried(() => decideBan(system('ban-user'), { kind: 'lift', scope: 'all', handle, reason: 'Simulated.' }, run.at()));
    if (act === 'role') {
      await tried(() => role('admin'));
      run.pass(0.1);
      await tried(() => role('user'));
    }
  }

  async #signIn({ user: { userId }, sessions }: Visitor): Promise<void> {
    const run = this.#run;
    const [sessionId, now] = [run.newId(run.at()), run.at()];
    const sealed = (await vault()).seal('session', `mint of ${sessionId}`, sessionId);
    const times = { rotatedAt: now.getTime(), createdAt: now.toISOString(), expiresAt: epoch(now) + 86_400 };
    const session: Session = { userId, sessionId, generation: 1, sealed, origin: `origin of ${sessionId}`, ...times };
    await run.doUnbroken(() => putSession(session));
    sessions.push(session);
  }

  /** A handshake that is refused or breaks leaves no connection. */
  async #connect(visitor: Visitor, { origin }: Session, dice: Dice): Promise<void> {
    const run = this.#run;
    const connectionId = `connection-${run.newId(run.at())}`;
    const actor: User = { ...visitor.user, origin };
    const issuedAt = run.at().toISOString();
    const ticket = await run.do(() => issueSocketTicket(actor, run.at())).catch(() => null);
    if (!ticket) return;
    if (dice.chance(0.3)) run.pass(0.2);
    const accepted = await run
      .do(() => openSocket(ticket.ticket, connectionId, run.at()))
      .then(
        () => true,
        () => false,
      );
    if (!accepted) return;
    run.connections.add(connectionId);
    this.#opened.push({ connectionId, visitor, origin, issuedAt, openedAt: run.at().toISOString(), hungUp: false });
  }

  async #hangUp(visitor: Visitor, tried: (work: () => Promise<unknown>) => Promise<unknown>): Promise<void> {
    const one = this.#opened.find((opened) => opened.visitor === visitor && this.#run.connections.has(opened.connectionId));
    if (!one) return;
    this.#run.connections.delete(one.connectionId);
    one.hungUp = true;
    await tried(() => forgetSocket(one.connectionId, this.#run.at()));
  }

  /** The sockets that were closed from our side. */
  get closed(): number {
    return this.#opened.filter(({ connectionId, hungUp }) => !hungUp && !this.#run.connections.has(connectionId)).length;
  }

  /** @returns every socket and session that is not as the rows say, in words; empty when all is well */
  async verdict(): Promise<string[]> {
    const found: string[] = [];
    for (const visitor of this.visitors) {
      const { userId } = visitor.user;
      const signedOutAt = (await loadUser(userId))?.signedOutAt ?? '';
      const sessions = await sessionsOf(userId);
      const ended = new Set(sessions.filter(({ endedAt }) => endedAt !== undefined).map(({ origin }) => origin));
      for (const { sessionId, origin, createdAt } of sessions)
        if (createdAt <= signedOutAt && !ended.has(origin)) found.push(`session ${sessionId} was signed out and goes on`);
      for (const { connectionId, origin, issuedAt, openedAt, hungUp } of this.#opened.filter(
        (opened) => opened.visitor === visitor,
      )) {
        const isOver = ended.has(origin) || openedAt <= signedOutAt;
        const isOpen = this.#run.connections.has(connectionId);
        // One that is no longer served gets nothing, and API Gateway ends it.
        if (isOver && isOpen && isAlive({ openedAt, issuedAt }, this.#run.at()))
          found.push(`${connectionId} is open after the end of its session`);
        if (!isOver && !isOpen && !hungUp) found.push(`${connectionId} was closed for no reason`);
      }
      const { open } = await socketsOf(userId, this.#run.at());
      for (const { connectionId, origin, openedAt } of open)
        if (ended.has(origin) || openedAt <= signedOutAt) found.push(`${connectionId} is kept after the end of its session`);
    }
    return found;
  }
}
