import { useQuery } from "@tanstack/react-query";

import { listGenres } from "./generated/humoresque";

/** The genres of the catalog in use, with their numbers of songs. */
export function useGenres() {
  return useQuery({
    queryKey: ["genres"],
    queryFn: ({ signal }) => listGenres({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
