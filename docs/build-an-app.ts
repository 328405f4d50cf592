import { readFileSync } from 'node:fs';
import { printedFile } from './printed.ts';

/** The code of docs/build-an-app.md: the flows of client/example/flows.ts, each by its name. */

const source = readFileSync(new URL('../client/example/flows.ts', import.meta.url), 'utf8');

/** The declarations of these names, with the comments that stand before them. @throws Error for a name that is none */
function codeOf(names: readonly string[]): string {
  const found = names.map((name) => {
    const [text] =
      new RegExp(`(?:^/\\*\\*[^\\n]*\\n)?^export (?:async )?(?:function|const) ${name}\\b[^]*?(?=\\n\\n|\\n$)`, 'm').exec(
        source,
      ) ?? [];
    if (text === undefined) throw new Error(`there is no flow ${name}`);
    return text;
  });
  return ['```ts', found.join('\n\n'), '```'].join('\n');
}

/** The flows of each part of the page. */
export const PARTS = {
  start: ['start'],
  'sign-in': ['signIn'],
  profile: ['setUpProfile'],
  events: ['findEvents', 'legOf'],
  picks: ['placePicks', 'raiseStake', 'prove'],
  feed: ['readFeed', 'comment'],
  records: ['readRecords'],
  chat: ['openChat', 'writeTo', 'sendPicture', 'correct', 'showRead'],
  notifications: ['readNotifications', 'takePushes'],
  safety: ['keepAway'],
  account: ['steppedUp', 'changeAddress', 'exportAll', 'deleteAccount'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const FILES = [
  printedFile('build-an-app.md', Object.fromEntries(Object.entries(PARTS).map(([part, names]) => [part, () => codeOf(names)]))),
];
