import { limitSettings } from '#core/limits';
import { env } from '#platform/env';
import type { AppConfig } from '#schemas/app-config';
import { MOST_CONVERSATIONS, MOST_MEMBERS, MOST_PINNED } from '#schemas/conversations';
import { BYTES_PER_DAY, PURPOSES } from '#schemas/media';
import { LARGEST_STAKE, LEAST_STAKE, MOST_LEGS, PICKS_AN_HOUR } from '#schemas/pick-terms';
import { MOST_REVISIONS } from '#schemas/picks';
import { MOST_PROOFS } from '#schemas/proof-views';
import { TEXT_BOUNDS } from '#schemas/text-bounds';

/** The part of it that differs between environments (lib/environments.ts). */
export type AppPart = Pick<AppConfig, 'minimumVersion' | 'features'>;

const uploadOf = ({ bytes, types }: (typeof PURPOSES)[keyof typeof PURPOSES]) => ({ bytes, types: [...types] });

/** All that an app has to know of this environment: its settings, and the bounds that the contracts hold. Reads nothing. */
export async function appConfig(): Promise<AppConfig> {
  const { anonymousPerMinute, freePerMinute, premiumPerMinute } = limitSettings();
  return {
    ...(JSON.parse(env('APP_CONFIG')) as AppPart),
    limits: {
      calls: { anonymousPerMinute, freePerMinute, premiumPerMinute },
      picks: {
        perHour: PICKS_AN_HOUR,
        legs: MOST_LEGS,
        revisions: MOST_REVISIONS,
        proofs: MOST_PROOFS,
        stakeUnits: { least: String(LEAST_STAKE), most: String(LARGEST_STAKE) },
      },
      texts: TEXT_BOUNDS,
      uploads: {
        bytesPerDay: BYTES_PER_DAY,
        purposes: {
          avatar: uploadOf(PURPOSES.avatar),
          proof: uploadOf(PURPOSES.proof),
          group_picture: uploadOf(PURPOSES.group_picture),
          chat_image: uploadOf(PURPOSES.chat_image),
          chat_file: uploadOf(PURPOSES.chat_file),
          chat_voice: uploadOf(PURPOSES.chat_voice),
        },
      },
      messaging: { members: MOST_MEMBERS, conversations: MOST_CONVERSATIONS, pinned: MOST_PINNED },
    },
  };
}
