/** Picks for everybody: their pages, their pictures, and the files by which a phone opens them in the app. */
export { appleAssociation, assetLinks } from './app-links.ts';
export { sharePage } from './share-page.ts';
export { sharePicture } from './share-picture.ts';
