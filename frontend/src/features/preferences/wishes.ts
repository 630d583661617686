import type { PersonalizationLevel, PopularityLevel } from "@/api/generated/model";

/** What the listener asks for besides the mood. */
export interface Wishes {
  popularity: PopularityLevel;
  personalization: PersonalizationLevel;
  /** One to three names out of the catalog's list. */
  genres: string[];
}

export const mostGenres = 3;

export const firstWishes: Wishes = { popularity: "Medium", personalization: "Medium", genres: [] };
