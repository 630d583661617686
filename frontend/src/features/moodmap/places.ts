import { emotions } from "@/api/emotions";
import type { Emotion, Probabilities } from "@/api/generated/model";

/** A place on the mood map; both are percentile ranks within the catalog, in [0, 1]. */
export interface MoodPlace {
  /** Gloomy to bright. */
  valence: number;
  /** Calm to energetic. */
  energy: number;
}

/** The middle of the seven places, weighed by the probabilities: where the engine starts. */
export function blend(probabilities: Probabilities, places: Record<Emotion, MoodPlace>): MoodPlace {
  const total = emotions.reduce((sum, emotion) => sum + probabilities[emotion], 0);
  const mean = (axis: keyof MoodPlace) =>
    emotions.reduce((sum, emotion) => sum + probabilities[emotion] * places[emotion][axis], 0) /
    total;
  return total > 0
    ? { valence: mean("valence"), energy: mean("energy") }
    : { valence: 0.5, energy: 0.5 };
}

/** A gentle start, a steady middle, a gentle end: one place for each song. */
export function course(start: MoodPlace, end: MoodPlace, songs: number): MoodPlace[] {
  return Array.from({ length: songs }, (_, index) => {
    const t = songs > 1 ? index / (songs - 1) : 1;
    const share = t * t * (3 - 2 * t);
    return {
      valence: start.valence + (end.valence - start.valence) * share,
      energy: start.energy + (end.energy - start.energy) * share,
    };
  });
}

export function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** "bright and calm" */
export function describePlace({ valence, energy }: MoodPlace): string {
  const mood = word(valence, ["gloomy", "neither gloomy nor bright", "bright"]);
  const pace = word(energy, ["calm", "moderately lively", "energetic"]);
  return `${mood}, ${pace}`;
}

function word(value: number, words: [string, string, string]): string {
  if (value < 0.38) {
    return words[0];
  }
  return value > 0.62 ? words[2] : words[1];
}
