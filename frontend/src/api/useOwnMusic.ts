import { useQuery } from "@tanstack/react-query";

import { getOwnMusic } from "./generated/humoresque";

/** Whether the listener's own files can be used here, and what is in them. */
export function useOwnMusic() {
  return useQuery({
    queryKey: ["own-music"],
    queryFn: ({ signal }) => getOwnMusic({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
