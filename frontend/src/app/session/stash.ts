import { emotions } from "@/api/emotions";
import {
  type Emotion,
  Mode,
  Personalization,
  Popularity,
  type Probabilities,
  Purpose,
  type Question,
  Source,
} from "@/api/generated/model";
import type { Expressed } from "@/features/emotion/reading";
import { fewestSongs, mostGenres, mostSongs, type Wishes } from "@/features/preferences/wishes";
import { isBetween, isEither, isFlag, isListOf, isNullOr, isOneOf, isShape, isText } from "./shape";

/** What was about to be done when Spotify had to be asked first. */
export interface SaveAct {
  kind: "save";
  playlistId: string;
  name: string;
  description: string;
  public: boolean;
}
export interface PlayAct {
  kind: "play";
  playlistId: string;
  position: number;
}
export type Act = SaveAct | PlayAct;

/** The expression in force, without the photo that it was read from. */
export interface ExpressionAtHand {
  face: Expressed | null;
  chosen: Emotion | null;
  isBlend: boolean;
}

/** What lies on the page, to be found again after the way to Spotify. */
export interface AtHand {
  expression: ExpressionAtHand;
  wishes: Wishes;
  listId: string | null;
}

/** What is kept in the tab on the way to Spotify: neither a photo nor anything secret. */
export interface Stash {
  keptAt: number;
  atHand: AtHand;
  purpose: Purpose;
  act: Act | null;
}

const place = "humoresque-on-the-way";
const keptMs = 3_600_000;
const longestText = 500;

export function keepStash(stash: Omit<Stash, "keptAt">): void {
  try {
    sessionStorage.setItem(place, JSON.stringify({ ...stash, keptAt: Date.now() }));
  } catch {
    // Without storage the way to Spotify is open all the same; the page begins anew after it.
  }
}

/** What was kept less than an hour ago; null when that is nothing, or nothing that can be used. */
export function readStash(): Stash | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(place) ?? "null");
    return isStash(found) && Math.abs(Date.now() - found.keptAt) < keptMs ? found : null;
  } catch {
    return null;
  }
}

export function dropStash(): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // What cannot be reached cannot be read back either.
  }
}

const isId = isText(100);
const isShare = isBetween(0, 1);
const isEmotion = isOneOf(emotions);
const isProbabilities = isShape<Probabilities>({
  angry: isShare,
  disgust: isShare,
  fear: isShare,
  happy: isShare,
  sad: isShare,
  surprise: isShare,
  neutral: isShare,
});
const isFace = isShape<Expressed>({
  emotion: isEmotion,
  uncertain: isFlag,
  question: isNullOr(
    isShape<Question>({ text: isText(longestText), options: isListOf(isEmotion, 2) }),
  ),
  probabilities: isProbabilities,
  valence: isBetween(-1, 1),
  arousal: isBetween(-1, 1),
});
const isWishes = isShape<Wishes>({
  popularity: isEither(isOneOf(Object.values(Popularity)), isBetween(0, 100)),
  personalization: isOneOf(Object.values(Personalization)),
  genres: isListOf(isText(100), mostGenres),
  mode: isNullOr(isOneOf(Object.values(Mode))),
  destination: isNullOr(isShape({ valence: isShare, energy: isShare })),
  size: isBetween(fewestSongs, mostSongs),
  explicit: isFlag,
  novelty: isNullOr(isShare),
  avoid_recent: isFlag,
  source: isOneOf(Object.values(Source)),
});
const isAct = isEither(
  isShape<SaveAct>({
    kind: isOneOf(["save"]),
    playlistId: isId,
    name: isText(longestText),
    description: isText(longestText),
    public: isFlag,
  }),
  isShape<PlayAct>({
    kind: isOneOf(["play"]),
    playlistId: isId,
    position: isBetween(1, mostSongs),
  }),
);
const isStash = isShape<Stash>({
  keptAt: isBetween(0, Number.MAX_SAFE_INTEGER),
  atHand: isShape<AtHand>({
    expression: isShape<ExpressionAtHand>({
      face: isNullOr(isFace),
      chosen: isNullOr(isEmotion),
      isBlend: isFlag,
    }),
    wishes: isWishes,
    listId: isNullOr(isId),
  }),
  purpose: isOneOf(Object.values(Purpose)),
  act: isNullOr(isAct),
});
