export { addProof } from './add-proof.ts';
export { wholeAnalysis } from './analysis.store.ts';
export { countStakes } from './count-stakes.ts';
export { markPickedEvents } from './demand.projection.ts';
export { demandUpkeep } from './demand.upkeep.ts';
export { editPick, withdrawPick } from './edit-pick.ts';
export { EventMessage, onePage, startPages } from './event-pages.ts';
export {
  COUNTERS,
  type CounterChange,
  type CounterName,
  counterAttributes,
  counterOf,
  countersAre,
  countsView,
} from './item-counts.ts';
export { listRevisions } from './list-revisions.ts';
export { firstEventOf, opinionOf } from './opinion.ts';
export {
  earlierOnEvent,
  eventsOf,
  hiddenWordsPart,
  idsByAuthor,
  type ListedOpinion,
  newestFacets,
  newestOutcomes,
  outcomePart,
  outcomesOf,
  outcomesPart,
  pickById,
  pickCountersPart,
  picksByIds,
  reviewPart,
  reviewsOf,
  type StoredLeg,
  type StoredOutcome,
  type StoredPick,
  type StoredReview,
} from './pick.store.ts';
export { pickSubjects, pickUpkeep } from './pick.upkeep.ts';
export { reviewView } from './pick.view.ts';
export { outcomeOfImage, pickOfImage } from './pick-images.ts';
export { pickInPage } from './pick-in-page.ts';
export { leaguesOfPick } from './pick-leagues.ts';
export { pickToGrade } from './pick-to-grade.ts';
export { placePick } from './place-pick.ts';
export { updateProof } from './proof.projection.ts';
export { type PublicLeg, type PublicPick, publicPick } from './public-pick.ts';
export { getPick, listPicks, listUserPicks } from './read-picks.ts';
export { mayReadProof } from './read-proof.ts';
export { loadSharedPick, type SharedPick, showsPictures, viewsOfSharedPick } from './shared-pick.ts';
export { shownPicks } from './shown-picks.ts';
