import { emotions } from "@/api/emotions";
import type { Playlist, PlaylistRequest } from "@/api/generated/model";

/** The wishes that a list was made with, to ask for another one: without its seed. */
export function requestLike(list: Playlist): PlaylistRequest {
  const { probabilities, popularity, personalization, genres, mode, profile, size } = list;
  const certain = emotions.find((emotion) => probabilities[emotion] === 1);
  const destination = list.destination && {
    valence: list.destination.valence,
    energy: list.destination.energy,
  };
  return {
    ...(certain === undefined ? { probabilities } : { emotion: certain }),
    popularity,
    personalization,
    genres,
    mode,
    profile,
    size,
    destination: mode === "shift" ? destination : null,
    explicit: list.explicit,
    novelty: list.novelty,
    source: list.source,
    ask: false,
  };
}
