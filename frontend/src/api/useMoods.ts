import { useQuery } from "@tanstack/react-query";

import { listMoods } from "./generated/humoresque";

/** Where each expression lies on the mood map, and where a list leads from it. */
export function useMoods() {
  return useQuery({
    queryKey: ["moods"],
    queryFn: ({ signal }) => listMoods({}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
