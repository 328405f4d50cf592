import {
  type ChatClient,
  CreateConversation,
  chatOf,
  createClient,
  FollowUser,
  GetFollowing,
  GetTerms,
  GetUser,
  type Item,
  ListEvents,
  type OddsDisplay,
  PlacePick,
  Register,
  randomId,
  SendCode,
  VerifyCode,
  YouBetError,
} from '@youbet/client';

/** An app in 100 lines, with nothing but the published client: a person types lines, and sees lines. */
export interface Screen {
  /** Waits for a line of the person. */
  ask(question: string): Promise<string>;
  show(line: string): void;
}

const COMMANDS = 'events, pick <number> <units>, follow <handle>, feed, chat <handle>, say <text>, quit';

export async function app(api: string, { ask, show }: Screen): Promise<void> {
  const youbet = createClient({ url: api, onSessionEnd: () => show('Your session is over.') });
  let offers: readonly Offer[] = [];
  let conversationId: string | undefined;
  let chat: ChatClient | undefined;

  async function signIn(): Promise<void> {
    const address = await ask('Your e-mail address?');
    const proof = { channel: 'email', address } as const;
    const { attemptToken } = await youbet.call(SendCode, { body: proof });
    const reply = await youbet.call(VerifyCode, { body: { ...proof, attemptToken, code: await ask('The code?') } });
    if (reply.status === 'signed_in') return youbet.signedIn(reply);
    const { registrationToken } = reply;
    const accepts = await youbet.call(GetTerms);
    const handle = await ask('Your handle?');
    const body = { registrationToken, handle, displayName: handle, dateOfBirth: await ask('Born on?'), accepts };
    await youbet.signedIn(await youbet.call(Register, { body }));
  }

  const idOf = async (user: string): Promise<string> => (await youbet.call(GetUser, { params: { user } })).id;

  async function obey(command: string, rest: string): Promise<void> {
    switch (command) {
      case 'events': {
        const { items } = await youbet.page(ListEvents, { query: { limit: 100 } });
        offers = items.flatMap(({ id: eventId, home, away, startsAt, markets }) =>
          markets
            .filter(({ market }) => market === 'moneyline')
            .flatMap(({ selections }) =>
              selections.map(({ selection, best }) => ({ eventId, game: `${home} - ${away}, ${startsAt}`, selection, best })),
            ),
        );
        for (const [i, { game, selection, best }] of offers.entries()) show(`${i} ${game}: ${selection} ${best.odds.printed}`);
        return;
      }
      case 'pick': {
        const [number = '', stakeUnits = '1'] = rest.split(' ');
        const { eventId, selection, best } = offers[Number(number)] ?? nothing();
        const odds = { format: 'american', price: best.odds.american } as const;
        const legs = [{ eventId, market: 'moneyline', selection, odds }] as const;
        const pick = await youbet.call(PlacePick, { body: { stakeUnits, legs } });
        return show(`Placed ${pick.id}, until ${pick.lockAt}.`);
      }
      case 'follow':
        await youbet.call(FollowUser, { params: { user: rest } });
        return show(`You follow ${rest}.`);
      case 'feed': {
        const { items } = await youbet.page(GetFollowing);
        return show(items.map(lineOf).join('\n') || 'Nothing yet.');
      }
      case 'chat': {
        const body = { kind: 'direct', userId: await idOf(rest) } as const;
        ({ id: conversationId } = await youbet.call(CreateConversation, { body }));
        chat ??= chatOf(youbet, { entry: (entry) => show(`#${entry.seq} ${entry.type}`) });
        return chat.start();
      }
      case 'say': {
        if (!chat || !conversationId) return nothing();
        const { seq } = await chat.send(conversationId, { type: 'text', text: rest, clientMessageId: randomId() });
        return show(`Sent as #${seq}.`);
      }
      default:
        return show(COMMANDS);
    }
  }

  for (let line = ''; line !== 'quit'; line = await ask('>')) {
    try {
      const [command = '', ...rest] = line.split(' ');
      if (line === '') await signIn();
      else await obey(command, rest.join(' '));
    } catch (error) {
      if (!(error instanceof YouBetError)) throw error;
      show(`${error.code}${error.isUncertain ? ', and nobody knows whether it happened' : ''}`);
    }
  }
  chat?.stop();
  await youbet.signOut();
}

interface Offer {
  readonly eventId: string;
  readonly game: string;
  readonly selection: string;
  readonly best: { readonly odds: OddsDisplay };
}
const lineOf = (item: Item): string =>
  item.type === 'post' ? `${item.post.text}` : `${item.pick.author.handle} picks ${item.pick.stakeUnits}`;
const nothing = (): never => {
  throw new YouBetError('there is no such thing', { code: 'NOT_FOUND' });
};
