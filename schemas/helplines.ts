import * as z from 'zod';

export const Helpline = z
  .strictObject({ name: z.string(), phone: z.string().nullable(), url: z.url() })
  .meta({ id: 'Helpline', description: 'Help for people whose betting hurts them, free and confidential.' });
export type Helpline = z.infer<typeof Helpline>;

/** Helplines by region: a row of the region itself, else of its country, else that for everywhere. The owner of the app keeps them current. */
const HELPLINES: Readonly<Record<string, Helpline>> = {
  US: { name: 'National Problem Gambling Helpline', phone: '1-800-522-4700', url: 'https://www.ncpgambling.org' },
  'US-NJ': { name: '800-GAMBLER', phone: '1-800-426-2537', url: 'https://800gambler.org' },
  'US-NY': { name: 'NY HOPEline', phone: '1-877-846-7369', url: 'https://oasas.ny.gov/hopeline' },
  CA: { name: 'Gambling Support Network', phone: null, url: 'https://gamblingguidelines.ca' },
  'CA-ON': { name: 'ConnexOntario', phone: '1-866-531-2600', url: 'https://connexontario.ca' },
  GB: { name: 'National Gambling Helpline', phone: '0808 8020 133', url: 'https://www.gamcare.org.uk' },
  IE: { name: 'Gambling Care', phone: '1800 936 725', url: 'https://gamblingcare.ie' },
  AU: { name: 'Gambling Help Online', phone: '1800 858 858', url: 'https://www.gamblinghelponline.org.au' },
};
const EVERYWHERE: Helpline = { name: 'Gambling Therapy', phone: null, url: 'https://www.gamblingtherapy.org' };

/** @param region null where it is not known */
export const helplineOf = (region: string | null): Helpline =>
  (region === null ? undefined : (HELPLINES[region] ?? HELPLINES[region.slice(0, 2)])) ?? EVERYWHERE;
