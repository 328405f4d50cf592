import type { ComponentType } from 'preact';
import type { ConsoleSettings } from '../shapes.ts';
import { Audit } from './panels/audit.tsx';
import { Boards } from './panels/boards.tsx';
import { Chat } from './panels/chat.tsx';
import { Events } from './panels/events.tsx';
import { Feed } from './panels/feed.tsx';
import { Games } from './panels/games.tsx';
import { Mailbox } from './panels/mailbox.tsx';
import { Moderation } from './panels/moderation.tsx';
import { Notifications } from './panels/notifications.tsx';
import { People } from './panels/people.tsx';
import { Picks } from './panels/picks.tsx';
import { Privacy } from './panels/privacy.tsx';
import { Queues } from './panels/queues.tsx';
import { Reviews } from './panels/reviews.tsx';
import { Socket } from './panels/socket.tsx';
import { Uploads } from './panels/uploads.tsx';

/** A part of the product in the console. */
interface PanelRow {
  readonly title: string;
  readonly says: string;
  /** It calls as a person, and asks for one while nobody is signed in. */
  readonly asSomebody?: true;
  readonly Panel: ComponentType<{ readonly settings: ConsoleSettings }>;
}

/** The panels in the order of a betting day, by their place in the address after the #. A new part of the product is one row more. */
export const PANELS: Readonly<Record<string, PanelRow>> = {
  people: {
    title: 'People',
    says: 'Sign in as one of them, by the code that the mailbox gets. The panels call as that person.',
    Panel: People,
  },
  events: {
    title: 'Events',
    says: 'Games and prices as the API shows them. A price fills the slip.',
    asSomebody: true,
    Panel: Events,
  },
  picks: { title: 'Picks', says: 'Your picks and their receipts.', asSomebody: true, Panel: Picks },
  games: {
    title: 'Games',
    says: 'The games of the odds provider. Each button changes one there, and the backend reads it at once.',
    Panel: Games,
  },
  boards: { title: 'Boards', says: 'The best by ROI or win rate, and your own record.', Panel: Boards },
  feed: { title: 'Feed', says: 'Posts and picks, with reactions and comments.', asSomebody: true, Panel: Feed },
  chat: { title: 'Chat', says: 'Conversations; what others write comes over the socket.', asSomebody: true, Panel: Chat },
  notifications: { title: 'Notifications', says: 'Everything that you were told.', asSomebody: true, Panel: Notifications },
  uploads: { title: 'Uploads', says: 'A picture beside your name, or as proof of a pick.', asSomebody: true, Panel: Uploads },
  privacy: {
    title: 'Privacy',
    says: 'Who sees your account, limits of your stakes, a copy of everything, and the end of the account.',
    asSomebody: true,
    Panel: Privacy,
  },
  moderation: {
    title: 'Moderation',
    says: 'Cases of reports and appeals, bans, tiers, and the trail of all of it. Ada is an admin.',
    asSomebody: true,
    Panel: Moderation,
  },
  reviews: {
    title: 'Reviews',
    says: 'Games and picks that wait for an admin, who decides them with a reason.',
    asSomebody: true,
    Panel: Reviews,
  },
  socket: { title: 'Socket', says: 'Each message of the live socket, the newest first.', asSomebody: true, Panel: Socket },
  mailbox: { title: 'Mailbox', says: 'E-mails and text messages, which the emulator keeps.', Panel: Mailbox },
  queues: { title: 'Queues', says: 'Messages that wait, and those that failed at each try.', Panel: Queues },
  audit: { title: 'Audit', says: 'Recomputes everything that is derived from the facts, and runs jobs by hand.', Panel: Audit },
};
