import { emotions } from "@/api/emotions";
import type { Emotion, Mode, Mood, NamedPoint } from "@/api/generated/model";
import { useMoods } from "@/api/useMoods";
import type { Expressed } from "@/features/emotion/reading";
import { blend, type MoodPlace } from "@/features/moodmap/places";
import type { Wishes } from "@/features/preferences/wishes";

export interface MoodChoice {
  /** The expression in force; null before one was read or named. */
  emotion: Emotion | null;
  /** The mode in force: the listener's own, else the expression's default. */
  mode: Mode;
  /** Where the mood is now, and where it is led unless another place is picked. */
  start: MoodPlace | null;
  usual: NamedPoint | null;
}

const middle: MoodPlace = { valence: 0.5, energy: 0.5 };

/** Where the expression in force lies on the mood map, and what is done with it by default. */
export function useMoodChoice(
  chosen: Emotion | null,
  face: Expressed | null,
  wishes: Wishes,
): MoodChoice {
  const { data } = useMoods();
  const emotion = chosen ?? face?.emotion ?? null;
  const mood = data?.moods.find((candidate) => candidate.emotion === emotion);
  const mode = wishes.mode ?? mood?.mode ?? "match";
  if (data === undefined || mood === undefined) {
    return { emotion, mode, start: null, usual: null };
  }
  const start =
    chosen === null && face !== null
      ? blend(face.probabilities, placesOf(data.moods))
      : (mood.point ?? middle);
  return { emotion, mode, start, usual: mood.shift };
}

function placesOf(moods: readonly Mood[]): Record<Emotion, MoodPlace> {
  const places = emotions.map((emotion) => [
    emotion,
    moods.find((mood) => mood.emotion === emotion)?.point ?? middle,
  ]);
  return Object.fromEntries(places) as Record<Emotion, MoodPlace>;
}
