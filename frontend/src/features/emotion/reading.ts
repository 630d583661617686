import { emotions } from "@/api/emotions";
import type { Emotion, FaceReading, Probabilities } from "@/api/generated/model";

/** What was read of a face, without where it lies in the photo. */
export type Expressed = Omit<FaceReading, "box" | "landmarks" | "score">;

/** Where the page stands with the photo in hand. */
export type ReadingState =
  | { phase: "waiting" }
  | { phase: "reading" }
  | { phase: "failed"; error: unknown }
  | { phase: "read"; face: Expressed | null };

export interface Ranked {
  emotion: Emotion;
  share: number;
}

/** Most probable first; ties keep the labels' own order. */
export function rank(probabilities: Probabilities): Ranked[] {
  return emotions
    .map((emotion) => ({ emotion, share: probabilities[emotion] }))
    .sort((a, b) => b.share - a.share);
}

/** A few words for a point of the circumplex; both values lie in [-1, 1]. */
export function describeAffect(valence: number, arousal: number): string {
  const middle = 0.2;
  const mood = word(valence, middle, ["unpleasant", "neither pleasant nor unpleasant", "pleasant"]);
  const energy = word(arousal, middle, ["calm", "moderately lively", "lively"]);
  return `${mood}, ${energy}`;
}

function word(value: number, middle: number, words: [string, string, string]): string {
  if (value < -middle) {
    return words[0];
  }
  return value > middle ? words[2] : words[1];
}
