import type {
  Mode,
  MoodPoint,
  Personalization,
  PlaylistRequest,
  Popularity,
  Source,
} from "@/api/generated/model";

/** What the listener asks for besides the mood, named as the contract names it. */
export interface Wishes {
  /** A level, or a number from 0 to 100 to aim at. */
  popularity: Popularity | number;
  personalization: Personalization;
  /** One to three names out of the catalog's list. */
  genres: string[];
  /** Null leaves it to the expression's default. */
  mode: Mode | null;
  /** Where a shift leads to; null for the usual place. Kept while the mode is "match". */
  destination: MoodPoint | null;
  size: number;
  explicit: boolean;
  /** From the listener's own artists (0) to ones that are new to them (1); null for the usual. */
  novelty: number | null;
  avoid_recent: boolean;
  source: Source;
}

export const mostGenres = 3;
export const fewestSongs = 5;
export const mostSongs = 50;

export const firstWishes: Wishes = {
  popularity: "medium",
  personalization: "medium",
  genres: [],
  mode: null,
  destination: null,
  size: 10,
  explicit: true,
  novelty: null,
  avoid_recent: true,
  source: "catalog",
};

/** The wishes as they are sent; a picked destination waits while the list is to stay. */
export function asRequest(wishes: Wishes): Omit<PlaylistRequest, "emotion" | "probabilities"> {
  return { ...wishes, destination: wishes.mode === "match" ? null : wishes.destination };
}
