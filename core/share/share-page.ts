import { env } from '#platform/env';
import type { PickId } from '#schemas/common';
import { SHARE_IMAGE, SharePick, SharePickImage } from '#schemas/share';
import { type PickInWords, pickInWords } from './pick-in-words.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** A text in an element or in a quoted attribute of HTML. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');

/** Its hash stands in the header of the contract. */
export const STYLE = 'body{font:16px system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem}img{max-width:100%;height:auto}';

const page = (title: string, head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${head}<style>${STYLE}</style></head><body>${body}</body></html>`;

/** A page that shows nothing of a pick. */
const nothing = (sentence: string): string => page(sentence, '<meta name="robots" content="noindex">', `<h1>${sentence}</h1>`);

const pageAddress = (pickId: PickId): string => `${env('API_URL')}${SharePick.path.replace('{pickId}', pickId)}`;
/** The address of the picture of a pick as it stands. */
export const imageAddress = ({ pickId, version }: Pick<PickInWords, 'pickId' | 'version'>): string =>
  `${env('API_URL')}${SharePickImage.path.replace('{pickId}', pickId).replace('{file}', `${version}.png`)}`;

const meta = (property: string, content: string): string => `<meta property="${property}" content="${escaped(content)}">`;

function pickPage(pick: PickInWords): string {
  const { pickId, handle, displayName, title, legs, status } = pick;
  const heading = `${displayName} (@${handle}) · ${title}`;
  const description = `${status} · ${legs.map(({ what }) => what).join('; ')}`;
  const image = imageAddress(pick);
  const head = [
    meta('og:type', 'article'),
    meta('og:site_name', 'YouBet'),
    meta('og:title', heading),
    meta('og:description', description),
    meta('og:url', pageAddress(pickId)),
    meta('og:image', image),
    meta('og:image:type', 'image/png'),
    meta('og:image:width', String(SHARE_IMAGE.width)),
    meta('og:image:height', String(SHARE_IMAGE.height)),
    meta('og:image:alt', description),
    '<meta name="twitter:card" content="summary_large_image">',
    `<link rel="canonical" href="${escaped(pageAddress(pickId))}">`,
  ].join('');
  const items = legs.map(({ what, game }) => `<li>${escaped(what)}<br>${escaped(game)}</li>`).join('');
  return page(
    escaped(heading),
    head,
    `<h1>${escaped(heading)}</h1><p>${escaped(status)}</p><ul>${items}</ul><p><img src="${escaped(image)}" width="${SHARE_IMAGE.width}" height="${SHARE_IMAGE.height}" alt=""></p><p><a href="youbet://picks/${pickId}">Open in YouBet</a></p>`,
  );
}

type PageReply = { readonly status: 200 | 404; readonly data: string };

/**
 * The page of a pick for everybody, whoever asks. One that is private, gone, removed or never was gets one and the same page. 1.5 RRU for a single.
 */
export async function sharePage(pickId: PickId, now: Date): Promise<PageReply> {
  const pick = await pickInWords(pickId, now);
  if (pick === null) return { status: 404, data: nothing('This pick is private, or it is not there.') };
  if (pick === 'withdrawn') return { status: 200, data: nothing('This pick was withdrawn.') };
  if (pick === 'sealed') return { status: 200, data: nothing('This pick is sealed until it locks.') };
  return { status: 200, data: pickPage(pick) };
}
