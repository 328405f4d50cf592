/** Picks for everybody: their pages, their pictures, the files by which a phone opens them in the app, and what an app knows of its environment. */
export { type AppPart, appConfig } from './app-config.ts';
export { appleAssociation, assetLinks } from './app-links.ts';
export { sharePage } from './share-page.ts';
export { sharePicture } from './share-picture.ts';
