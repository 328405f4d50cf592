import type { AppPart } from '#core/share';

/** The settings of an environment that its apps learn. */
export const APP_PART = {
  minimumVersion: { ios: '2.4.1', android: null, web: null },
  features: {
    ...{ feed: true, messaging: true, uploads: true, sportsbookLinks: false, shareLinks: true },
    ...{ signInByGoogle: true, signInByApple: false, browserSignInByGoogle: false, browserSignInByApple: false },
  },
} satisfies AppPart;
