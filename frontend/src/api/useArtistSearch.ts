import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { searchArtists } from "./generated/humoresque";

const mostFound = 12;

/** Artists of the catalog whose names begin with, or hold, what was typed. */
export function useArtistSearch(typed: string) {
  const q = typed.trim();
  return useQuery({
    queryKey: ["artists", q],
    queryFn: ({ signal }) => searchArtists({ q, limit: mostFound }, { signal }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
