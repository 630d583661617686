import { emotions } from "@/api/emotions";
import type { MoodPoint, Playlist, PlaylistRequest } from "@/api/generated/model";

/** The wishes that a list was made with, to ask for another one: without its seed. */
export function requestLike(list: Playlist): PlaylistRequest {
  const { probabilities, popularity, personalization, genres, mode, profile, size } = list;
  const certain = emotions.find((emotion) => probabilities[emotion] === 1);
  return {
    ...(certain === undefined ? { probabilities } : { emotion: certain }),
    popularity,
    personalization,
    genres,
    mode,
    profile,
    size,
    destination: chosenPlace(list),
    explicit: list.explicit,
    novelty: list.novelty,
    source: list.source,
    ask: false,
  };
}

/** The place that the listener picked; the usual one is left to the server. */
function chosenPlace({ mode, destination }: Playlist): MoodPoint | null {
  if (mode !== "shift" || destination?.name !== "chosen") {
    return null;
  }
  return { valence: destination.valence, energy: destination.energy };
}
