import satori from 'satori';
import sharp from 'sharp';
import { SHARE_IMAGE } from '#schemas/share';
import font from './font.json' with { type: 'json' };
import type { PickInWords } from './pick-in-words.ts';

/** An element as satori takes it, without JSX. */
interface Drawn {
  readonly type: 'div';
  readonly props: { readonly style: Readonly<Record<string, string | number>>; readonly children: string | readonly Drawn[] };
}

/** The most legs that have a line of their own. */
const MOST_LEGS = 3;
const PADDING = 56;
/** The width of a letter for its height, on the safe side. */
const ASPECT = 0.56;

const COLOURS: Readonly<Record<string, string>> = {
  Won: '#22c55e',
  'Half won': '#22c55e',
  Lost: '#f87171',
  'Half lost': '#f87171',
};

const drawn = (style: Drawn['props']['style'], children: Drawn['props']['children']): Drawn => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
});
/** @param share of the picture's width */
const line = (size: number, color: string, text: string, share = 1): Drawn => {
  const most = Math.floor(((SHARE_IMAGE.width - 2 * PADDING) * share) / (size * ASPECT));
  return drawn({ fontSize: size, color, lineHeight: 1.25 }, drawable(text, most));
};

/** Letters of the font: Latin with its extensions, and the signs of our own words. */
const IN_FONT = /^[\x20-\x7e\u00a0-\u024f·–—’‘“”…]$/u;

/** A text in letters that the font has: others lose their marks, or are left out. @param most characters; a longer one is cut */
export function drawable(text: string, most: number): string {
  const letters = [...text.normalize('NFC')].map((letter) => {
    if (IN_FONT.test(letter)) return letter;
    const [base = ''] = letter.normalize('NFKD');
    return IN_FONT.test(base) ? base : '';
  });
  const kept = letters.join('').replaceAll(/\s+/g, ' ').trim();
  return kept.length > most ? `${kept.slice(0, most - 1)}…` : kept;
}

const FONTS = [font.latin, font.latinExt].map((data, i) => ({
  name: `Inter ${i}`,
  data: Buffer.from(data, 'base64'),
  weight: 600 as const,
  style: 'normal' as const,
}));

function layout({ handle, title, legs, status }: PickInWords): Drawn {
  const more = legs.length - MOST_LEGS;
  return drawn(
    {
      ...{
        width: '100%',
        height: '100%',
        padding: PADDING,
        boxSizing: 'border-box',
        flexDirection: 'column',
        justifyContent: 'space-between',
      },
      ...{ backgroundColor: '#0f172a', fontFamily: FONTS.map(({ name }) => name).join(', ') },
    },
    [
      drawn({ justifyContent: 'space-between' }, [
        line(36, '#94a3b8', title, 0.75),
        line(36, COLOURS[status] ?? '#38bdf8', status, 0.25),
      ]),
      drawn({ flexDirection: 'column', gap: 18 }, [
        ...legs
          .slice(0, MOST_LEGS)
          .map(({ what, game }) => drawn({ flexDirection: 'column' }, [line(44, '#f8fafc', what), line(30, '#94a3b8', game)])),
        ...(more > 0 ? [line(30, '#94a3b8', `and ${more} more`)] : []),
      ]),
      drawn({ justifyContent: 'space-between' }, [line(36, '#f8fafc', `@${handle}`, 0.75), line(36, '#38bdf8', 'YouBet', 0.25)]),
    ],
  );
}

/** Draws the picture of a pick as PNG, 1200 x 630. Some 100 ms of a whole processor. */
export async function drawShareImage(pick: PickInWords): Promise<Buffer> {
  const svg = await satori(layout(pick) as never, { ...SHARE_IMAGE, fonts: FONTS });
  return sharp(Buffer.from(svg)).png({ palette: true, effort: 3 }).toBuffer();
}
