import { useQuery } from "@tanstack/react-query";

import { listDevices } from "./generated/humoresque";

/** The listener's Spotify devices that are on at this moment; asked for while somebody looks. */
export function useDevices(isShown: boolean) {
  return useQuery({
    queryKey: ["spotify-devices"],
    queryFn: ({ signal }) => listDevices({ signal }),
    enabled: isShown,
    gcTime: 0,
  });
}
