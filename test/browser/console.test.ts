import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startConsole } from '../../local/console/server.ts';
import { LOCAL } from '../../local/dev/cloud/paths.ts';
import { chromiumHere } from '../../local/verify/chromium.ts';
import { drain } from '../support/drain.ts';

/** A person clicks a whole betting day in the console, in the Chromium of this machine. Its pictures are in .local/screenshots. */
const PICTURES = join(LOCAL, 'screenshots');
const PANELS = [
  ...['people', 'events', 'picks', 'games', 'boards', 'feed', 'chat', 'notifications'],
  ...['uploads', 'privacy', 'moderation', 'reviews', 'socket', 'mailbox', 'queues', 'audit'],
];

let served: Awaited<ReturnType<typeof startConsole>>;
let browser: Browser;
let page: Page;
/** Errors that the page printed or threw, and replies of 500 and more. */
const problems: string[] = [];

beforeAll(async () => {
  const executablePath = chromiumHere();
  if (executablePath === undefined) throw new Error('This machine has no Chromium: apt-get install chromium, or set CHROMIUM.');
  mkdirSync(PICTURES, { recursive: true });
  served = await startConsole(inject('stackFile'));
  // Chromium's own sandbox refuses to run as root, as in a container.
  browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(300_000);
  page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`));
  page.on('console', (line) => line.type() === 'error' && problems.push(`${line.text()} (${line.location().url})`));
  page.on('response', (reply) => reply.status() >= 500 && problems.push(`${reply.status()} ${reply.url()}`));
  await page.goto(served.url);
});
afterAll(async () => {
  await page?.screenshot({ path: join(PICTURES, 'last.png') });
  await browser?.close();
  await served?.close();
});

const open = async (title: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const done = (text: string) => page.locator('.done', { hasText: text }).waitFor();

async function signIn(name: string): Promise<void> {
  await open('People');
  const actors = page.getByRole('combobox', { name: 'Act as' });
  if ((await actors.count()) > 0 && (await actors.inputValue()) === name.toLowerCase()) return;
  await button(`Sign in as ${name}`).click();
  const signedIn = `You are ${name} now.`;
  const end = page
    .locator('.outcome .error')
    .or(page.locator('.done', { hasText: signedIn }))
    .first();
  await end.waitFor();
  expect(await end.innerText()).toBe(signedIn);
}

/** Places a pick on the first price of a game. @param title as `Jets at Bears` */
async function place(title: string, terms: 'shown' | 'sealed' = 'shown'): Promise<void> {
  await open('Events');
  await page.locator(`[data-event="${title}"] button.price`).first().click();
  const slip = page.getByRole('region', { name: 'Slip' });
  await slip.getByLabel('Stake in units').fill('2');
  await slip.getByLabel('Terms').selectOption(terms);
  await slip.getByRole('button', { name: 'Place pick' }).click();
  await slip.getByText('Placed.').waitFor();
}

async function onGame(title: string, control: string, state: string): Promise<void> {
  await open('Games');
  await page.getByRole('button', { name: state }).click();
  await button(`${control}: ${title}`).click();
  await page.locator('.done', { hasText: title }).waitFor();
}

/** Waits until an input is refused, beside it, and returns its value and the refusal. */
async function refusalAt(input: Locator): Promise<{ readonly value: string; readonly says: string }> {
  await expect.poll(() => input.getAttribute('aria-invalid'), { timeout: 300_000 }).toBe('true');
  const says = await page.locator(`[id="${await input.getAttribute('aria-describedby')}"]`).innerText();
  return { value: await input.inputValue(), says };
}

/** The newest pick on a game, in the panel of picks. */
const pickOn = (title: string) => page.locator('[data-pick]', { hasText: title }).first();

/** The number of settled picks on the record of the current person. */
async function settledOnRecord(): Promise<number> {
  await open('Boards');
  const text = await page.getByRole('region', { name: 'Your record' }).getByText(/won/).innerText();
  return [...text.matchAll(/(\d+) (?:won|lost|pushed|void)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
}

it('a betting day is played by clicks alone, and nothing that it derived differs from the facts', async () => {
  await signIn('Gus');
  await signIn('Ann');
  expect(await page.getByLabel('Access token').first().inputValue()).toMatch(/^ey/);
  const follow = button(/^(Follow|Unfollow) Gus$/);
  const before = await follow.getAttribute('aria-pressed');
  await follow.click();
  await expect.poll(() => follow.getAttribute('aria-pressed'), { timeout: 300_000 }).not.toBe(before);

  await open('Games');
  await button('New week').click();
  await done('A new week of games');
  const titleOf = async (nth: number) => (await page.locator('[data-game]').nth(nth).getAttribute('data-game')) ?? '';
  const [first, second, third] = [await titleOf(0), await titleOf(1), await titleOf(2)];
  await place(first);
  await place(second);
  await place(third, 'sealed');
  await open('Picks');
  await pickOn(third)
    .getByText(/sealed until/)
    .waitFor();
  for (const title of [first, second, third]) await pickOn(title).locator('.badge.open').waitFor();
  await pickOn(third).getByRole('button', { name: 'Withdraw' }).click();
  await done('Withdrawn.');
  await pickOn(third).locator('.badge.withdrawn').waitFor();
  const settledBefore = await settledOnRecord();

  await open('Uploads');
  await page.getByRole('combobox', { name: 'For' }).selectOption({ label: 'A proof of a pick' });
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#1f6feb' } })
    .png()
    .toBuffer();
  await page.getByLabel('Picture', { exact: true }).setInputFiles({ name: 'slip.png', mimeType: 'image/png', buffer });
  await button('Upload').click();
  await done('It is ready.');
  await button('Add as proof').first().click();
  await done('verified now');

  await open('Chat');
  await page.getByRole('combobox', { name: 'With' }).selectOption({ label: 'Gus' });
  await button('Open conversation').click();
  await page.getByRole('textbox', { name: 'Message' }).fill('Rams tonight?');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  await page.locator('.said.own', { hasText: 'Rams tonight?' }).waitFor();
  await open('Feed');
  await page.getByLabel('Write a post').fill('My first day.');
  await button('Post').click();
  await done('Posted.');

  await onGame(first, 'Start', 'To come');
  await onGame(first, 'Finish', 'Playing');
  await onGame(second, 'Postpone', 'To come');
  await page.locator(`[data-game="${third}"]`).getByLabel('Minutes').fill('45');
  const startOf = () => page.locator(`[data-game="${third}"] time`).getAttribute('datetime');
  const announced = Date.parse((await startOf()) ?? '');
  await button(`Move: ${third}`).click();
  await done('its start moved by 45 minutes');
  await expect.poll(async () => Date.parse((await startOf()) ?? '') - announced, { timeout: 300_000 }).toBe(45 * 60_000);
  await open('Picks');
  const settled = pickOn(first);
  await settled.locator('.badge.settled').waitFor();
  await settled.getByRole('button', { name: 'Receipt' }).click();
  await settled.getByText('Grading 1').waitFor();
  await expect(settled.locator('dl').first().innerText()).resolves.toMatch(/Profit\s+-?\d+\.\d{6} units\s+Rule\s+\w+/);

  await open('Games');
  await page.getByRole('button', { name: 'Over' }).click();
  const over = page.locator(`[data-game="${first}"]`);
  for (const side of await over.getByRole('textbox').all()) await side.fill('31');
  await button(`Correct: ${first}`).click();
  await done('the score is 31 : 31 now.');
  await open('Picks');
  await settled.getByRole('button', { name: 'Receipt' }).click();
  await settled.getByText('Grading 2').waitFor();

  await open('Socket');
  await page.locator('[data-type="pick.settled"]').first().waitFor();
  await button('Ping').click();
  await page.locator('[data-type="ack"]').first().waitFor();
  await open('Notifications');
  await page.locator('[data-kind="pick-settled"]').first().waitFor();
  await button('Mark all as seen').click();
  await page.getByText('0 unread', { exact: true }).waitFor();
  await open('Boards');
  await button('Build the boards now').click();
  await done('built anew');
  expect(await settledOnRecord()).toBeGreaterThan(settledBefore);

  // Gus reads what Ann wrote, and answers: she gets it over her socket.
  await page.getByRole('combobox', { name: 'Act as' }).selectOption({ label: '@gus' });
  await open('Chat');
  await page.getByRole('list', { name: 'Conversations' }).getByRole('button', { name: '@ann' }).click();
  await button('Accept the request').click();
  await done('Accepted.');
  await page.getByRole('textbox', { name: 'Message' }).fill('Chargers.');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  await page.locator('.said.own', { hasText: 'Chargers.' }).waitFor();
  await page.getByRole('combobox', { name: 'Act as' }).selectOption({ label: '@ann' });
  await open('Mailbox');
  await page.getByText('ann@youbet.example').first().waitFor();
  await open('Queues');
  await page.locator('tbody tr').first().waitFor();

  await drain();
  await open('Audit');
  await button('Run the audit').click();
  await page.getByRole('heading', { name: /difference/ }).waitFor();
  expect(await page.getByRole('status', { name: 'Audit' }).innerText()).toContain('0 differences');
  expect(problems).toEqual([]);
});

it('a moderator hides and restores what somebody reported, bans and lifts, gives a tier, and finds all of it in the trail', async () => {
  await signIn('Ann');
  await open('Feed');
  const words = `Pay me first, ${Date.now()}.`;
  await page.getByLabel('Write a post').fill(words);
  await button('Post').click();
  await done('Posted.');
  await signIn('Gus');
  const follow = button(/^(Follow|Unfollow) Ann$/);
  if ((await follow.getAttribute('aria-pressed')) === 'false') await follow.click();
  await expect.poll(() => follow.getAttribute('aria-pressed'), { timeout: 300_000 }).toBe('true');
  await open('Feed');
  await button('Trending').click();
  await button('Following').click();
  // The fan-out of the post takes a moment.
  const post = page.locator('[data-item]', { hasText: words });
  await expect
    .poll(
      async () => {
        await button('Read again').click();
        return post.count();
      },
      { timeout: 300_000, interval: 2_000 },
    )
    .toBe(1);
  await post.locator('summary', { hasText: 'Report' }).click();
  await post.getByLabel('Because of').selectOption({ label: 'scam' });
  const note = post.getByLabel('Note for the moderators');
  await note.fill('x'.repeat(501));
  await post.getByRole('button', { name: 'Report the post of @ann' }).click();
  expect((await refusalAt(note)).value).toHaveLength(501);
  await note.fill('She asks for money.');
  await post.getByRole('button', { name: 'Report the post of @ann' }).click();
  await post.getByText('Reported to the moderators.').waitFor();

  await open('Moderation');
  await page.getByText(/@gus is a user/).waitFor();
  await signIn('Ada');
  await open('Moderation');
  const cases = page.getByRole('region', { name: 'Cases' });
  await cases.or(button('Make @ada an admin')).first().waitFor();
  if (await button('Make @ada an admin').isVisible()) await button('Make @ada an admin').click();
  const reported = cases.locator('[data-case="post"]', { hasText: words });
  await reported.locator('p', { hasText: 'She asks for money.' }).waitFor();
  const reason = reported.getByLabel('Reason');
  await reason.fill('x');
  await reported.getByRole('button', { name: 'Hide: post of @ann' }).click();
  expect(await refusalAt(reason)).toMatchObject({ value: 'x' });
  await reason.fill('It asks for money.');
  await reported.getByRole('button', { name: 'Hide: post of @ann' }).click();
  await done('Hide: the post of @ann.');
  await button('Decided').click();
  await reported.locator('p', { hasText: /^hide .*It asks for money\.$/ }).waitFor();
  await reason.fill('It was a joke.');
  await reported.getByRole('button', { name: 'Restore: post of @ann' }).click();
  await done('Restore: the post of @ann.');

  const person = page.getByRole('region', { name: 'A person' });
  await person.getByLabel('Handle or id').fill('finn');
  await person.getByLabel('Reason').fill('?');
  await person.getByRole('button', { name: 'Ban', exact: true }).click();
  await refusalAt(person.getByLabel('Reason'));
  await person.getByLabel('Handle or id').fill('gus');
  await person.getByLabel('Reason').fill('Insults.');
  await person.getByRole('button', { name: 'Ban', exact: true }).click();
  await person.getByText('@gus is banned from messages.').waitFor();
  await person.getByRole('button', { name: 'Lift the ban' }).click();
  await person.getByText('@gus is not banned from messages any more.').waitFor();
  await person.getByRole('button', { name: 'Give premium' }).click();
  await person.getByText('@gus has the tier premium.').waitFor();
  await person.getByRole('button', { name: 'Take premium' }).click();
  await person.getByText('@gus has the tier free.').waitFor();
  await button('Read the trail again').click();
  for (const act of ['DecideReport', 'BanUser', 'LiftBan', 'SetTier'])
    await page.locator(`[data-act="${act}"]`).first().waitFor();
});

it('a person limits their stakes, gets a copy of everything, deletes the account, and keeps it after all', async () => {
  problems.length = 0;
  await signIn('Cleo');
  await open('Privacy');
  const account = page.getByRole('region', { name: 'Account' });
  await account.getByLabel('Bio').fill('x'.repeat(5_000));
  await account.getByRole('button', { name: 'Keep the bio' }).click();
  expect((await refusalAt(account.getByLabel('Bio'))).value).toHaveLength(5_000);
  await account.getByLabel('Bio').fill('Sundays only.');
  await account.getByRole('button', { name: 'Keep the bio' }).click();
  await done('The bio is kept.');
  const hidden = account.getByRole('button', { name: 'Private account' });
  for (const state of ['true', 'false']) {
    await hidden.click();
    await expect.poll(() => hidden.getAttribute('aria-pressed'), { timeout: 300_000 }).toBe(state);
  }
  const limits = page.getByRole('region', { name: 'Limits of stakes' });
  await limits.getByLabel('Units').fill('many');
  await limits.getByRole('button', { name: 'Set the limit' }).click();
  expect((await refusalAt(limits.getByLabel('Units'))).value).toBe('many');
  await limits.getByLabel('Units').fill('40');
  await limits.getByRole('button', { name: 'Set the limit' }).click();
  await done('at most 40 units');

  const copy = page.getByRole('region', { name: 'Export' });
  await copy.getByRole('button', { name: 'Ask for an export' }).click();
  await copy.getByText('Asked for: it is made now.').waitFor();
  await expect
    .poll(
      async () => {
        await copy.getByRole('button', { name: 'Look again' }).click();
        return copy.locator('.badge.ready').count();
      },
      { timeout: 300_000, interval: 2_000 },
    )
    .toBe(1);
  expect(await copy.getByRole('link', { name: 'File 1' }).getAttribute('href')).toMatch(/^http/);

  const end = page.getByRole('region', { name: 'Deletion' });
  expect(await end.getByRole('button', { name: 'Delete my account' }).isDisabled()).toBe(true);
  await end.getByLabel('Your handle again').fill('cleo');
  await end.getByRole('button', { name: 'Delete my account' }).click();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await button('Sign in as Cleo').click();
  await button('Keep the account of Cleo').click();
  await done('Cleo keeps the account');
  await signIn('Cleo');
  expect(problems.filter((problem) => !/status of 40[034]/.test(problem))).toEqual([]);
});

it('bad input is refused beside its field, and stays in its form', async () => {
  problems.length = 0;
  await signIn('Ann');
  await open('Events');
  await page.locator('button.price:enabled').first().click();
  const slip = page.getByRole('region', { name: 'Slip' });
  const stake = slip.getByLabel('Stake in units');
  await stake.fill('lots');
  await slip.getByLabel('Analysis').fill('Their line is weak.');
  await slip.getByRole('button', { name: 'Place pick' }).click();
  expect((await refusalAt(stake)).value).toBe('lots');
  expect(await slip.getByLabel('Analysis').inputValue()).toBe('Their line is weak.');

  await open('Feed');
  const long = 'x'.repeat(5_000);
  const post = page.getByLabel('Write a post');
  await post.fill(long);
  await button('Post').click();
  expect((await refusalAt(post)).value).toBe(long);

  await open('Games');
  await page.getByRole('button', { name: 'To come' }).click();
  const game = page.locator('[data-game]').first();
  for (const minutes of ['soon', '', '1e300']) {
    await game.getByLabel('Minutes').fill(minutes);
    await game.getByRole('button', { name: /^Move/ }).click();
    expect(await refusalAt(game.getByLabel('Minutes'))).toMatchObject({ value: minutes, says: /not a number/ });
  }
  const side = game.getByRole('textbox').first();
  await side.fill('-3');
  await game.getByRole('button', { name: /^Finish/ }).click();
  expect(await refusalAt(side)).toMatchObject({ value: '-3', says: /whole number/ });

  await open('Chat');
  await page.getByRole('combobox', { name: 'With' }).selectOption({ label: 'Gus' });
  await button('Open conversation').click();
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill(long);
  await message.press('Enter');
  expect((await refusalAt(message)).value).toBe(long);

  await open('Uploads');
  const file = page.getByLabel('Picture', { exact: true });
  await file.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
  await button('Upload').click();
  expect((await refusalAt(file)).says).toContain('contentType');

  await open('Audit');
  const input = page.getByLabel('Input, as JSON');
  for (const text of ['{', '[]']) {
    await input.fill(text);
    await button('Run').click();
    expect((await refusalAt(input)).value).toBe(text);
  }
  // Chromium prints a line for each refusal.
  expect(problems.filter((problem) => !/status of 400/.test(problem))).toEqual([]);
});

/** Fields and buttons without a name, as a screen reader would read them. */
const NAMELESS = `[...document.querySelectorAll('input, select, textarea, button, a')]
  .filter((one) => !(one.getAttribute('aria-label') || one.innerText || [...(one.labels ?? [])].some((label) => label.textContent)))
  .map((one) => one.outerHTML)`;

it.each([
  { width: 1280, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const)('every panel fits a window $width pixels wide ($scheme), and all in it has a name', async ({ width, scheme }) => {
  problems.length = 0;
  await page.setViewportSize({ width, height: 844 });
  await page.emulateMedia({ colorScheme: scheme });
  // An admin sees most.
  await signIn('Ada');
  const titles = await page.getByRole('navigation').getByRole('link').allInnerTexts();
  expect(titles.map((title) => title.toLowerCase())).toEqual(PANELS);
  for (const title of titles) {
    await open(title);
    await page.waitForLoadState('networkidle');
    await expect.poll(() => page.getByText('Reading …').count(), { timeout: 300_000 }).toBe(0);
    await page.screenshot({ path: join(PICTURES, `${title.toLowerCase()}-${width}.png`) });
    expect(await page.evaluate('document.documentElement.scrollWidth'), title).toBeLessThanOrEqual(width);
    expect(await page.evaluate(NAMELESS), title).toEqual([]);
  }
  // Somebody without an export gets 404 for it.
  expect(problems.filter((problem) => !/404 .*\/users\/me\/export/.test(problem))).toEqual([]);
});

it('is used by the keyboard alone: the first stop leads past the panels, and each stop shows', async () => {
  await page.goto(`${served.url}/#people`);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate("document.querySelector('main').contains(document.activeElement)")).toBe(true);
  expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
});
