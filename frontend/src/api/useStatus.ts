import { useQuery } from "@tanstack/react-query";

import { getStatus } from "./generated/humoresque";

/** The versions, model and catalog that answer here. */
export function useStatus() {
  return useQuery({
    queryKey: ["status"],
    queryFn: ({ signal }) => getStatus({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
